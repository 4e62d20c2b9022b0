// Where the Tab key is, and where it should come; for rules about the keyboard.
(() => {
  "use strict";
  const cw = window.__coursewright;
  if (!cw || cw.where) { return; }
  let keys = new Map();

  cw.begin = () => { keys = new Map(); };

  // What the page is to who reads it: its title, its first heading, and what lies over it.
  const state = () => [document.title, ...[...document.querySelectorAll("h1")].map(cw.text),
    ...[...document.querySelectorAll("dialog[open], [role=dialog], [role=alertdialog]")].filter(cw.visible).map(cw.selector),
  ].join("\n");

  /** The focused element through frames and shadow trees; null where it is none of the page's. */
  cw.where = (prefix = "", dx = 0, dy = 0, known = keys) => {
    let element = document.activeElement;
    while (element?.shadowRoot?.activeElement) { element = element.shadowRoot.activeElement; }
    if (!element || element === document.body || element === document.documentElement) {
      return null;
    }
    const inside = element.matches("iframe, frame") && cw.frames().includes(element) ? element.contentWindow.__coursewright : null;
    const box = element.getBoundingClientRect();
    if (inside) {
      const there = inside.where(`${prefix}${cw.selector(element)} » `, dx + box.x, dy + box.y, known);
      if (there) { return there; }
    }
    if (!known.has(element)) { known.set(element, known.size + 1); }
    return {
      key: known.get(element), selector: prefix + cw.selector(element), html: cw.html(element),
      box: [box.x + dx + scrollX, box.y + dy + scrollY, box.width, box.height],
      address: top.location.href.replace(/#.*/, ""), state: state(), document: performance.timeOrigin,
      signature: signature(element), covered: covered(element),
    };
  };

  /** Where the Tab key went before, seen anew: each element of a list gets the focus in turn. */
  cw.revisited = (selectors) => selectors.map((selector) => {
    cw.find(selector)?.focus();
    const told = cw.where();
    return told?.selector === selector ? told : null;
  });

  /** Whether something here or in a frame listens to keys that come up. */
  cw.hearsKeyUp = () => cw.listensTo("keyup") || cw.frames().some((each) => each.contentWindow.__coursewright.hearsKeyUp());

  const covered = (element) => {
    const { left, top, right, bottom } = element.getBoundingClientRect();
    const points = [[0.5, 0.5], [0.1, 0.2], [0.9, 0.2], [0.1, 0.8], [0.9, 0.8]]
      .map(([x, y]) => [left + (right - left) * x, top + (bottom - top) * y])
      .filter(([x, y]) => x >= 0 && y >= 0 && x < innerWidth && y < innerHeight);
    return points.length > 0 && points.every(([x, y]) => {
      const on = element.getRootNode().elementFromPoint(x, y);
      return on && !element.contains(on) && !on.contains(element) && !element.labels?.length
        && getComputedStyle(on).opacity !== "0" && !on.closest("label");
    });
  };

  /** The controls that Tab should come to: [selector, html, box, roving], in document order. */
  cw.stops = (prefix = "", dx = 0, dy = 0) => {
    const found = [];
    const frames = new Set(cw.frames());
    for (const element of cw.elements()) {
      const frame = frames.has(element) ? element : null;
      const box = element.getBoundingClientRect();
      if (frame) {
        found.push(...frame.contentWindow.__coursewright.stops(
          `${prefix}${cw.selector(frame)} » `, dx + box.x, dy + box.y));
      } else if (cw.tabbable(element) && !cw.isHost() && !inRoving(element)) {
        found.push({ selector: prefix + cw.selector(element), html: cw.html(element),
          box: [box.x + dx + scrollX, box.y + dy + scrollY, box.width, box.height],
          row: box.y, left: box.x, positive: element.tabIndex > 0 });
      }
    }
    return found;
  };
  // A frame that was not reached as a whole is told by what stands in it.
  const inRoving = (element) => element.matches("iframe, frame, object, embed");

  /** What decides how focus looks: markup, styles of the element, all style sheets, background. */
  const signature = (element) => {
    const style = getComputedStyle(element);
    const own = [...style].map((name) => /^(inline|block)?-?(size|width|height|top|left|right|bottom|inset.*|perspective-origin|transform-origin|x|y)$/.test(name) ? "" : style.getPropertyValue(name));
    const around = cw.background(cw.parent(element) ?? element);
    const bare = element.cloneNode(false);
    for (const name of ["href", "id", "src", "aria-label", "aria-labelledby", "title", "value",
      "data-item", "aria-describedby", "name", "for"]) { bare.removeAttribute(name); }
    return cw.digest([bare.outerHTML, own.join(";"), String(around), sheets(element.getRootNode())]
      .join("\n"));
  };

  const sheets = (root) => [...document.styleSheets, ...(root.styleSheets ?? []),
    ...(root.adoptedStyleSheets ?? [])].map((sheet) => {
    try { return [...sheet.cssRules].map((rule) => rule.cssText).join(""); } catch { return sheet.href; }
  }).join("\n");

  cw.signature = signature;

  /** Give or take the focus of what a selector names; return where it is drawn, null without it. */
  cw.focus = (selector, give) => {
    const element = cw.find(selector);
    if (!element) { return null; }
    if (give) {
      element.focus({ preventScroll: true });
      // Pages may scroll smoothly; a picture would be taken on the way.
      const tall = element.getBoundingClientRect().height > innerHeight;
      element.scrollIntoView({ behavior: "instant", block: tall ? "start" : "center", inline: "nearest" });
    } else { element.blur(); }
    for (const each of element.ownerDocument.getAnimations()) {
      if (each instanceof CSSTransition) { each.finish(); }
    }
    const [, dx, dy] = element.ownerDocument.defaultView.__coursewright.outside();
    const box = element.getBoundingClientRect();
    return [box.x + dx + scrollX, box.y + dy + scrollY, box.width, box.height];
  };
})();
