// What listens to mouse, touch, keys and changes: noted when listeners are added, and read off
// from attributes.
(() => {
  "use strict";
  const cw = window.__coursewright;
  if (!cw || cw.listening) { return; }
  const POINTER = ["click", "mousedown", "pointerdown", "touchstart"];
  const wanted = new Set([...POINTER, "mouseup", "pointerup", "touchmove", "pointermove",
    "mousemove", "touchend", "dragstart", "keydown", "keyup",
    "keypress", "change", "input", "submit", "deviceorientation", "devicemotion", "focus",
    "focusin"]);
  const noted = new Map();
  const add = EventTarget.prototype.addEventListener;
  EventTarget.prototype.addEventListener = function (kind, call, ...rest) {
    if (wanted.has(kind)) {
      const target = this ?? window;
      const kinds = noted.get(target) ?? new Map();
      kinds.set(kind, [...kinds.get(kind) ?? [], call]);
      noted.set(target, kinds);
    }
    return add.call(this ?? window, kind, call, ...rest);
  };

  /** What an element calls for a kind of event: handlers of attributes and listeners of its own. */
  cw.handlers = (target, kind) => [target[`on${kind}`], ...noted.get(target)?.get(kind) ?? []]
    .filter((each) => typeof each === "function" || typeof each?.handleEvent === "function");

  /** Whether anything in this document listens to a kind of event. */
  cw.listensTo = (kind) => [...noted.values()].some((kinds) => kinds.has(kind))
    || [window, document, ...cw.elements()].some((each) => typeof each[`on${kind}`] === "function");

  /** Whether an element, or what is around it, listens to one of some kinds of events. */
  cw.hears = (element, kinds) => [element, ...cw.ancestors(element), document, window]
    .some((each) => kinds.some((kind) => cw.handlers(each, kind).length));

  /** Elements of this document and its frames that may listen to a pointer. */
  cw.listening = () => {
    const found = [...cw.elements()].filter((element) => POINTER.some((kind) =>
      cw.handlers(element, kind).length) && !element.matches("html, body") && !cw.isHost());
    for (const frame of cw.frames()) { found.push(...frame.contentWindow.__coursewright.listening()); }
    return found;
  };

  const CONTROL = `${cw.NATIVE}, label, option, details, dialog, audio, video`;

  /** What a listener to clicks says of its element; null where nobody sees it. */
  cw.clicked = (element) => {
    if (!cw.visible(element) || element.disabled || element.closest("[inert]")) { return null; }
    const inside = element.querySelector(`${cw.NATIVE}, label, [tabindex]`);
    const native = element.matches(CONTROL) || Boolean(element.closest("a[href], button, label, summary"));
    const focusable = element.tabIndex >= 0;
    const role = element.getAttribute("role");
    // One who listens for what happens inside, or for clicks beside a dialog, is no control.
    const delegates = Boolean(inside) || element.matches("main, form, ul, ol, table, tbody, section, nav, article, header, footer, [role=dialog], [role=group], [role=radiogroup], [role=listbox], [role=menu], [role=tablist], [role=grid], [role=tree]")
      || element.closest("[aria-activedescendant]") || element.matches("[role=option]");
    const [prefix, dx, dy] = cw.outside();
    const box = element.getBoundingClientRect();
    return {
      mouse: !native && !delegates && (!focusable && !inComposite(element) || focusable && !role
        || focusable && PRESSED.test(role) && !cw.hears(element, ["keydown", "keyup", "keypress"])),
      native, selector: prefix + cw.selector(element), html: cw.html(element),
      box: [box.x + dx + scrollX, box.y + dy + scrollY, box.width, box.height],
    };
  };
  const PRESSED = /^(?:button|link|checkbox|radio|switch|tab|menuitem\w*)$/;
  const inComposite = (element) => element.matches("[tabindex='-1'][role]");

})();
