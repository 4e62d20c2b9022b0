// The timers that a page sets while it loads, so that rules can see what comes without waiting.
(() => {
  "use strict";
  const cw = window.__coursewright;
  if (!cw || cw.timers) { return; }
  const timers = new Map();
  const [later, again] = [window.setTimeout, window.setInterval];
  const note = (kind, id, call, delay, source) => {
    timers.set(id, { kind, id, call, delay: Number(delay) || 0, source: String(source) });
    return id;
  };
  const called = (call, rest) => () => { if (typeof call === "function") { call(...rest); } };
  window.setTimeout = function (call, delay, ...rest) {
    const id = later(typeof call === "function" ? (...given) => { timers.delete(id); call(...given); }
      : call, delay, ...rest);
    return note("once", id, called(call, rest), delay, call);
  };
  window.setInterval = function (call, delay, ...rest) {
    return note("again", again(call, delay, ...rest), called(call, rest), delay, call);
  };
  for (const name of ["clearTimeout", "clearInterval"]) {
    const clear = window[name];
    window[name] = (id) => { timers.delete(id); clear(id); };
  }

  /** The timers that wait now: kind (`once`, `again`), delay in milliseconds, call and its source. */
  cw.timers = () => [...timers.values()];

  /** Let a timer come now instead of later. */
  cw.ring = (timer) => {
    if (!timers.has(timer.id)) { return; }
    if (timer.kind === "once") { window.clearTimeout(timer.id); }
    try { timer.call(); } catch { /* a page's own fault is not what is judged */ }
  };
})();
