// What listens to the mouse: noted when listeners are added, and read off from attributes.
(() => {
  "use strict";
  const cw = window.__coursewright;
  if (!cw || cw.listening) { return; }
  const noted = new Set();
  const wanted = new Set(["click", "mousedown", "pointerdown", "touchstart"]);
  const add = EventTarget.prototype.addEventListener;
  EventTarget.prototype.addEventListener = function (kind, ...rest) {
    if (this instanceof Element && wanted.has(kind)) { noted.add(this); }
    return add.call(this, kind, ...rest);
  };
  const inline = ["click", "mousedown", "pointerdown", "touchstart"].map((each) => `on${each}`);

  /** Elements of this document and its frames that may listen to a pointer. */
  cw.listening = () => {
    const found = [...cw.elements()].filter((element) => (noted.has(element)
      || inline.some((name) => typeof element[name] === "function"))
      && !element.matches("html, body") && !cw.isHost());
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
      mouse: !native && !delegates && (!focusable && !inComposite(element) || focusable && !role),
      native, selector: prefix + cw.selector(element), html: cw.html(element),
      box: [box.x + dx + scrollX, box.y + dy + scrollY, box.width, box.height],
    };
  };
  const inComposite = (element) => element.matches("[tabindex='-1'][role]");

})();
