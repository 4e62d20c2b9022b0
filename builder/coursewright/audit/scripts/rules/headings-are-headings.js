"use strict";
{
  const cw = window.__coursewright;
  const HEADS = "h1, h2, h3, h4, h5, h6, [role=heading]";
  const NOT_IN = `${HEADS}, li, td, th, dt, dd, figcaption, caption, summary, label, legend, button, a,`
    + " nav, blockquote, pre, form, header, footer, aside, [role=button], details > summary";
  // A short block, bold or large as a whole, before a block that is neither and is longer.
  cw.rule("headings-are-headings", () => [...cw.elements()].filter((element) => {
    if (!element.matches("p, div, span, font, strong, b") || !cw.visible(element)
      || !cw.exposed(element)) { return false; }
    if (element.closest(NOT_IN) || element.querySelector("img, input, button, a, br, code, time")) { return false; }
    const text = cw.text(element);
    if (text.length < 3 || text.length > 80 || /[.:;,!?…]$/.test(text)
      || !/\p{L}{2}/u.test(text) || element.matches("[class*=label]") && text.length < 12) { return false; }
    if (getComputedStyle(element).display.startsWith("inline")
      || element.querySelector("p, div, ul, table") || !alone(element) || boxed(element)) { return false; }
    const next = following(element);
    if (!next || next.matches(HEADS) || cw.text(next).length <= text.length) { return false; }
    const [own, body] = [look(element), look(next)];
    // One bold word of the size of the text is a label, such as “Note”.
    return own.size >= body.size * 1.2
      || own.bold && !body.bold && own.size >= body.size && /\s/.test(text);
  }).map((element) => [element, "it looks like a heading and is none"]));

  // The first line of a framed box is its label.
  const boxed = (element) => {
    const box = element.parentElement;
    if (box.firstElementChild !== element || box.matches("body, main, article")) { return false; }
    const style = getComputedStyle(box);
    return ["Top", "Right", "Bottom", "Left"].some((side) => parseFloat(style[`border${side}Width`]) > 0)
      || cw.colour(style.backgroundColor)[3] > 0;
  };
  const alone = (element) => element.parentElement && !getComputedStyle(element.parentElement)
    .display.match(/flex|grid|inline/);
  const following = (element) => {
    const next = element.nextElementSibling;
    return next?.matches("p, ul, ol, div, table, pre, dl, section") && cw.visible(next) ? next : null;
  };
  const look = (element) => {
    let [bold, all, size] = [0, 0, 0];
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const length = walker.currentNode.data.trim().length;
      if (!length) { continue; }
      const style = getComputedStyle(walker.currentNode.parentElement);
      all += length;
      if (Number(style.fontWeight) >= 600) { bold += length; }
      size = Math.max(size, parseFloat(style.fontSize));
    }
    return { bold: all > 0 && bold === all, size };
  };
}
