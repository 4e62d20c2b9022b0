// Elements as people and assistive technology meet them; first in every document, before its own scripts.
(() => {
  "use strict";
  if (window.__coursewright) { return; }
  const rules = new Map();
  const cw = { rules, limit: 200 };

  /** Declare a rule. find: returns [element, message] pairs, or objects with more. */
  cw.rule = (id, find) => rules.set(id, find);

  /** Yield every element, shadow trees included, in document order. */
  cw.elements = function* (root = document) {
    for (const element of root.querySelectorAll("*")) {
      yield element;
      if (element.shadowRoot) { yield* cw.elements(element.shadowRoot); }
    }
  };

  cw.parent = (element) => element.parentElement
    ?? (element.getRootNode() instanceof ShadowRoot ? element.getRootNode().host : null);

  cw.ancestors = function* (element) {
    for (let each = cw.parent(element); each; each = cw.parent(each)) { yield each; }
  };

  /** Whether anybody sees the element. */
  cw.visible = (element) => {
    if (!element.checkVisibility({ visibilityProperty: true, opacityProperty: true,
      contentVisibilityAuto: true })) { return false; }
    const box = element.getBoundingClientRect();
    if (box.width <= 1 || box.height <= 1) { return false; }
    return !cw.clippedAway(element, box);
  };

  /** Whether the element is moved out of the page or cut to nothing, as texts for readers are. */
  cw.clippedAway = (element, box) => {
    const style = getComputedStyle(element);
    if (style.clipPath.startsWith("inset(50%") || style.clip === "rect(0px, 0px, 0px, 0px)") {
      return true;
    }
    const right = box.right + scrollX;
    const bottom = box.bottom + scrollY;
    if (right <= 0 || bottom <= 0) { return true; }
    for (const above of cw.ancestors(element)) {
      const frame = getComputedStyle(above);
      if (frame.clipPath.startsWith("inset(50%")) { return true; }
      if (frame.overflow !== "visible" && above !== document.body
        && above !== document.documentElement) {
        const cut = above.getBoundingClientRect();
        if (cut.width <= 1 || cut.height <= 1) { return true; }
      }
    }
    return false;
  };

  /** Whether assistive technology meets the element. */
  cw.exposed = (element) => {
    if (!element.checkVisibility({ visibilityProperty: true })) { return false; }
    if (element.closest("[inert]")) { return false; }
    for (let each = element; each; each = cw.parent(each)) {
      if (each.getAttribute("aria-hidden") === "true") { return false; }
    }
    return true;
  };

  /** A short CSS path that names just this element. */
  cw.selector = (element) => {
    const root = element.getRootNode();
    const own = path(element, root);
    return root instanceof ShadowRoot ? `${cw.selector(root.host)} >>> ${own}` : own;
  };

  function path(element, root) {
    const parts = [];
    for (let each = element; each; each = each.parentElement) {
      const id = each.id && CSS.escape(each.id);
      if (id && root.querySelectorAll(`#${id}`).length === 1) {
        parts.unshift(`#${id}`);
        return parts.join(" > ");
      }
      const name = each.localName;
      const alike = [...(each.parentElement ?? root).children].filter((o) => o.localName === name);
      parts.unshift(alike.length > 1 ? `${name}:nth-of-type(${alike.indexOf(each) + 1})` : name);
    }
    return parts.join(" > ");
  }

  /** The element's own beginning, without what stands in it when that is long. */
  cw.html = (element) => {
    const whole = element.outerHTML;
    if (whole.length <= 300) { return whole; }
    const empty = element.cloneNode(false).outerHTML;
    return empty.length > 300 ? `${empty.slice(0, 300)}…` : empty.replace(/<\/[^>]*>$/, "…");
  };

  cw.text = (element) => (element.textContent ?? "").replace(/\s+/g, " ").trim();

  /** Whether the element holds text of its own. */
  cw.hasText = (element) => [...element.childNodes].some(
    (node) => node.nodeType === Node.TEXT_NODE && node.data.trim());

  const NATIVE = "a[href], area[href], button, input:not([type=hidden]), select, textarea, summary,"
    + " iframe, video[controls], audio[controls], [contenteditable='true'], [contenteditable='']";
  cw.NATIVE = NATIVE;

  /** Whether the Tab key should come to the element. */
  cw.tabbable = (element) => {
    if (element.disabled || element.closest("fieldset[disabled] > :not(legend)")) { return false; }
    if (element.closest("[inert]") || element.tabIndex < 0) { return false; }
    if (element.matches("summary") && element.parentElement?.matches("details")
      && element !== element.parentElement.querySelector(":scope > summary")) { return false; }
    if (element.matches("input[type=radio]") && element.name && !element.checked) {
      const group = [...element.getRootNode().querySelectorAll("input[type=radio]")]
        .filter((each) => each.name === element.name && each.form === element.form
          && !each.disabled);
      if (group.some((each) => each.checked) || group[0] !== element) { return false; }
    }
    return element.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true });
  };

  window.__coursewright = cw;
})();
