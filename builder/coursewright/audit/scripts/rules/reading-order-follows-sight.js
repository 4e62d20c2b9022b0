"use strict";
{
  const cw = window.__coursewright;
  // Blocks of text side by side in one box, shown in another order than they stand in.
  cw.rule("reading-order-follows-sight", () => [...cw.elements()].flatMap((box) => {
    const style = getComputedStyle(box);
    const laid = /flex|grid/.test(style.display);
    const children = [...box.children].filter((each) => cw.visible(each) && cw.text(each)
      && getComputedStyle(each).position !== "fixed");
    if (children.length < 2 || !laid && !children.some(moved)) { return []; }
    if (box.matches("nav, [role=tablist], dl, table, tr, [role=toolbar]") && !laid) { return []; }
    const rtl = style.direction === "rtl";
    for (let i = 1; i < children.length; i++) {
      const [a, b] = [children[i - 1], children[i]].map((each) => each.getBoundingClientRect());
      const above = b.bottom <= a.top + 1 && overlap(a.left, a.right, b.left, b.right) > 0;
      const level = overlap(a.top, a.bottom, b.top, b.bottom) > 0.5;
      const before = level && (rtl ? b.left >= a.right - 1 : b.right <= a.left + 1);
      const column = style.columnCount !== "auto" || /column/.test(style.flexFlow) && style.flexWrap !== "nowrap";
      if ((above && !column || before) && long(children[i - 1]) && long(children[i])) {
        return [[children[i], "it is shown before what stands before it in the page"]];
      }
    }
    return [];
  }));
  // A mark or a button that is laid into a corner is read there, wherever it stands.
  const long = (element) => cw.text(element).length > (moved(element) ? 20 : 2);
  const moved = (element) => {
    const style = getComputedStyle(element);
    return style.position === "absolute" || style.position === "relative"
      && [style.top, style.bottom, style.left, style.right].some((v) => Math.abs(parseFloat(v)) > 20);
  };
  const overlap = (a, b, c, d) => {
    const shared = Math.min(b, d) - Math.max(a, c);
    return shared <= 0 ? 0 : shared / Math.max(1, Math.min(b - a, d - c));
  };
}
