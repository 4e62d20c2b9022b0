"use strict";
{
  const cw = window.__coursewright;
  const MARK = /^\s*(?:[-–—•·*‣◦▪]|\(?\d{1,2}[.)]|\(?[a-z][.)])\s+\S/u;
  cw.rule("lists-are-lists", () => [...lines(), ...siblings()]);

  // Lines of one block, parted by line breaks.
  const lines = () => [...cw.elements()].filter((element) => {
    if (!element.matches("p, div, td, section") || !cw.visible(element)
      || element.closest("pre, code, li, blockquote, .highlight")) { return false; }
    if (![...element.children].some((child) => child.matches("br"))) { return false; }
    const texts = [""];
    for (const node of element.childNodes) {
      if (node.nodeName === "BR") { texts.push(""); } else { texts[texts.length - 1] += node.textContent; }
    }
    return texts.filter((text) => MARK.test(text)).length >= 2;
  }).map((element) => [element, "these lines look like a list and are none"]);

  // Blocks one after the other that all begin with a mark.
  const siblings = () => {
    const found = [];
    for (const element of cw.elements()) {
      if (!element.matches("p, div") || element.closest("pre, code, li, nav")) { continue; }
      const is = (each) => each?.matches("p, div") && !each.querySelector("p, div, ul, ol, table")
        && MARK.test(each.textContent) && cw.visible(each);
      if (is(element) && !is(element.previousElementSibling) && is(element.nextElementSibling)) {
        found.push([element, "these paragraphs look like a list and are none"]);
      }
    }
    return found;
  };
}
