// What is wider than its page, and what is cut off.
(() => {
  "use strict";
  const cw = window.__coursewright;
  if (!cw || cw.overflow) { return; }

  const SCROLLS_ALONE = "table, pre, code, math, svg, canvas, video, img, iframe, object, map";

  const outermost = () => {
    try { return window === top || Boolean(parent.__coursewright?.isHost()); } catch { return false; }
  };

  /** What makes the page itself scroll sideways. */
  cw.overflow = () => {
    // What stands in a frame scrolls in it, unless the frame is all that its page shows.
    if (!outermost()) { return []; }
    const room = document.documentElement.clientWidth;
    const page = document.scrollingElement ?? document.documentElement;
    if (page.scrollWidth <= room + 1 && !cutAtBody(room)) { return []; }
    const found = [];
    for (const element of cw.elements()) {
      const box = element.getBoundingClientRect();
      const wide = box.right + page.scrollLeft > room + 1;
      if (!wide || !cw.visible(element) || scrolledIn(element)) { continue; }
      if (found.some(([above]) => above.contains(element))) { continue; }
      if (element === document.body || element === document.documentElement) { continue; }
      found.push([element, `it ends ${Math.round(box.right - room)} pixels beyond the page's edge`,
        { review: element.matches(SCROLLS_ALONE) || Boolean(element.querySelector(SCROLLS_ALONE)) && element.children.length === 1 && !cw.hasText(element) }]);
    }
    if (!found.length) { found.push([document.body, "the page scrolls sideways"]); }
    return found.map(([each, ...rest]) => [deepest(each, room), ...rest]).slice(0, 20);
  };
  // The innermost element that alone is too wide says most.
  const deepest = (element, room) => {
    const wide = [...element.children].filter((each) => each.getBoundingClientRect().right > room + 1 && cw.visible(each));
    const same = wide.length === 1 && Math.abs(wide[0].getBoundingClientRect().right - element.getBoundingClientRect().right) <= 1;
    return same && !cw.hasText(element) ? deepest(wide[0], room) : element;
  };
  const scrolledIn = (element) => {
    for (const above of cw.ancestors(element)) {
      if (above === document.body || above === document.documentElement) { return false; }
      const flow = getComputedStyle(above).overflowX;
      if (flow === "auto" || flow === "scroll") { return true; }
      if (flow !== "visible") { return true; }
    }
    return false;
  };
  // Where the page hides what is too wide, it is lost instead of scrolled to.
  const cutAtBody = (room) => [document.body, document.documentElement].some((each) =>
    each && ["hidden", "clip"].includes(getComputedStyle(each).overflowX) && each.scrollWidth > room + 1);

  /** Elements whose text is cut off, with no way to scroll to it. */
  cw.cutOff = () => [...cw.elements()].filter((element) => {
    const style = getComputedStyle(element);
    const across = ["hidden", "clip"].includes(style.overflowX) && element.scrollWidth > element.clientWidth + 1;
    const down = ["hidden", "clip"].includes(style.overflowY) && element.scrollHeight > element.clientHeight + 2;
    if (!across && !down || !cw.text(element) || !cw.visible(element)) { return false; }
    if (element.matches("body, html, svg *, progress, video, audio, iframe, select, option")) { return false; }
    return element.clientWidth > 1 && element.clientHeight > 1 && textBeyond(element);
  });
  // What an animation carries past the edge comes back by itself.
  const moving = (element, box) => {
    for (let each = element; each && each !== box; each = cw.parent(each)) {
      if (each.getAnimations().some((motion) => motion.effect?.getKeyframes?.()
        .some((frame) => frame.transform || frame.translate || frame.left))) { return true; }
    }
    return false;
  };
  const textBeyond = (element) => {
    const box = element.getBoundingClientRect();
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    const range = document.createRange();
    while (walker.nextNode()) {
      const holder = walker.currentNode.parentElement;
      if (!walker.currentNode.data.trim() || !cw.visible(holder) || moving(holder, element)) { continue; }
      range.selectNodeContents(walker.currentNode);
      for (const each of range.getClientRects()) {
        if (each.width > 2 && (each.bottom > box.bottom + each.height / 3 || each.right > box.right + 2)) { return true; }
      }
    }
    return false;
  };
})();
