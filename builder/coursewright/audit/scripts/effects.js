// What changes in a page when something is done in it: pressed, swiped, tilted, typed.
(() => {
  "use strict";
  const cw = window.__coursewright;
  if (!cw || cw.effects) { return; }
  const SOON = 2000;
  let scrolls = 0;
  for (const name of ["scrollTo", "scrollBy", "scroll"]) {
    const move = window[name];
    window[name] = (...given) => { scrolls += 1; return move.apply(window, given); };
  }

  /** Do something and return the records of what it changed, timers that come soon included. */
  cw.effects = (act) => {
    const before = new Set(cw.timers().map((timer) => timer.id));
    const watch = new MutationObserver(() => {});
    watch.observe(document, { subtree: true, childList: true, characterData: true,
      attributes: true, attributeOldValue: true });
    const scrolled = scrolls;
    try { act(); } catch { /* a page's own fault is not what is judged */ }
    for (const timer of cw.timers()) {
      if (!before.has(timer.id) && timer.kind === "once" && timer.delay <= SOON) { cw.ring(timer); }
    }
    const records = watch.takeRecords().filter((each) => each.type !== "attributes"
      || each.target.getAttribute(each.attributeName) !== each.oldValue);
    watch.disconnect();
    return { records, targets: new Set(records.map((each) => each.target)),
      scrolled: scrolls > scrolled };
  };

  /** Whether two lots of effects touch the same element. */
  cw.alike = (one, other) => [...one.targets].some((target) => [...other.targets]
    .some((each) => target === each || target.contains(each) || each.contains(target)));

  /** The buttons that can be pressed here without sending or leaving anything. */
  cw.buttons = () => [...cw.elements()].filter((element) => element.matches(
    "button, input[type=button], summary, [role=button], [role=tab], [role=switch]")
    && !element.disabled && cw.visible(element) && !sends(element));
  const sends = (element) => element.matches("button:not([type=button], [type=reset]), [type=submit]")
    && Boolean(element.form);

  let guarded = false;
  /** Keep the page where it is, whatever is pressed from now on. */
  cw.stay = () => {
    if (guarded) { return; }
    guarded = true;
    const keep = (event) => { event.preventDefault(); };
    window.addEventListener("submit", keep);
    window.addEventListener("click", (event) => {
      if (event.target instanceof Element && event.target.closest("a[href]")) { keep(event); }
    });
    window.open = () => null;
    window.print = () => {};
    window.alert = () => {};
    window.confirm = () => true;
    window.prompt = () => null;
    HTMLFormElement.prototype.submit = () => {};
    sendNothing();
  };

  /** Let what is pressed change nothing on a server; reading goes on. */
  function sendNothing() {
    const reads = (method) => /^(get|head|options)$/i.test(method ?? "get");
    const ask = window.fetch;
    window.fetch = (target, options) => (reads(options?.method ?? target?.method)
      ? ask(target, options) : new Promise(() => {}));
    const { open, send } = XMLHttpRequest.prototype;
    const held = new WeakSet();
    XMLHttpRequest.prototype.open = function begin(method, ...given) {
      if (!reads(method)) { held.add(this); }
      return open.call(this, method, ...given);
    };
    XMLHttpRequest.prototype.send = function end(...given) {
      if (!held.has(this)) { send.apply(this, given); }
    };
    navigator.sendBeacon = () => true;
    WebSocket.prototype.send = () => {};
  }

  /** Send an event with properties that its own constructor would not take. */
  cw.send = (target, kind, more) => {
    const event = new Event(kind, { bubbles: true, cancelable: true });
    for (const [name, value] of Object.entries(more)) {
      Object.defineProperty(event, name, { value });
    }
    // A device without touch has no handler of that name, but pages set it all the same.
    if (typeof target[`on${kind}`] === "function" && !(`on${kind}` in EventTarget.prototype)
      && !(`on${kind}` in HTMLElement.prototype) && target !== window) { target[`on${kind}`](event); }
    target.dispatchEvent(event);
  };
})();
