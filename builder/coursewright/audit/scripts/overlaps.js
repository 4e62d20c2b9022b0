// Texts that lie on others, and what is lost when a style sheet comes.
(() => {
  "use strict";
  const cw = window.__coursewright;
  if (!cw || cw.overlaps) { return; }

  // What stands above the page on purpose, and moves over it.
  const floats = (element) => {
    for (let each = element; each; each = cw.parent(each)) {
      if (["fixed", "sticky"].includes(getComputedStyle(each).position)) { return true; }
    }
    return false;
  };

  /** The part of a box that the boxes around its element let through. */
  cw.shown = (element, box) => {
    let [left, top, right, bottom] = [box.left, box.top, box.right, box.bottom];
    for (let each = element; each && each !== document.body; each = cw.parent(each)) {
      if (getComputedStyle(each).overflow === "visible") { continue; }
      const cut = each.getBoundingClientRect();
      [left, top] = [Math.max(left, cut.left), Math.max(top, cut.top)];
      [right, bottom] = [Math.min(right, cut.right), Math.min(bottom, cut.bottom)];
    }
    return { left, top, right, bottom, width: right - left, height: bottom - top };
  };

  /** Texts that lie on other texts. */
  cw.overlaps = () => {
    const lines = [];
    for (const element of cw.elements()) {
      if (!cw.hasText(element) || !cw.visible(element) || element.closest("svg, math")) { continue; }
      if (floats(element)) { continue; }
      const range = document.createRange();
      for (const node of element.childNodes) {
        if (node.nodeType !== Node.TEXT_NODE || !node.data.trim()) { continue; }
        range.selectNodeContents(node);
        for (const box of range.getClientRects()) {
          const shown = cw.shown(element, box);
          if (shown.width > 4 && shown.height > 4) { lines.push([element, shown]); }
        }
      }
    }
    lines.sort((a, b) => a[1].top - b[1].top);
    const found = new Set();
    for (let i = 0; i < lines.length; i++) {
      const [one, a] = lines[i];
      for (let k = i + 1; k < lines.length && lines[k][1].top < a.bottom - 2; k++) {
        const [other, b] = lines[k];
        if (one === other || one.contains(other) || other.contains(one)) { continue; }
        const down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
        const across = Math.min(a.right, b.right) - Math.max(a.left, b.left);
        if (down > 0.35 * Math.min(a.height, b.height) && across > 4) { found.add(other); }
      }
    }
    return found;
  };

  /** What is lost when a style sheet comes: texts cut off, lying on others, too wide for the page. */
  cw.lostBy = (make, wide = false) => {
    const cut = new Set(cw.cutOff());
    const lying = cw.overlaps();
    const over = new Set(cw.overflow().map(([each]) => each));
    const before = [...document.adoptedStyleSheets]; // a copy: the list itself is a live one
    document.adoptedStyleSheets = [...before, make()];
    try {
      const found = cw.cutOff().filter((each) => !cut.has(each))
        .map((each) => [each, "a part of its text is cut off then"]);
      for (const each of cw.overlaps()) {
        if (!lying.has(each)) { found.push([each, "its text lies on other text then"]); }
      }
      if (wide) {
        found.push(...cw.overflow().filter(([each]) => !over.has(each)));
      }
      return found;
    } finally {
      document.adoptedStyleSheets = before;
    }
  };
})();
