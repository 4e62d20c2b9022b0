"use strict";
{
  const cw = window.__coursewright;
  const PRESSED = "a[href], button, [role=button], [role=link], [role=tab], [role=menuitem], input[type=button], input[type=submit], summary";
  cw.rule("names-hold-what-is-seen", () => [...cw.elements()].flatMap((element) => {
    if (!element.matches(PRESSED) || !cw.visible(element) || !cw.exposed(element)) { return []; }
    const name = words(named(element));
    const seen = words(shown(element));
    if (!name || seen.replace(/[^\p{L}]/gu, "").length < 3) { return []; }
    return ` ${name} `.includes(` ${seen} `) ? []
      : [[element, `“${shown(element)}” is seen, but the name is “${named(element)}”`]];
  }));
  const named = (element) => {
    const by = (element.getAttribute("aria-labelledby") ?? "").split(/\s+/).filter(Boolean)
      .map((id) => document.getElementById(id));
    if (by.some((each) => each && each !== element)) { return by.map((each) => (each ? cw.text(each) : "")).join(" "); }
    return element.getAttribute("aria-label") ?? "";
  };
  // Signs of a drawing and what only screen readers get is not seen.
  const shown = (element) => {
    if (element.matches("input")) { return element.value; }
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    const parts = [];
    while (walker.nextNode()) {
      const parent = walker.currentNode.parentElement;
      if (!parent.closest("svg, math") && (parent === element || cw.visible(parent))) { parts.push(walker.currentNode.data); }
    }
    return parts.join(" ").replace(/\s+/g, " ").trim();
  };
  const words = (text) => text.toLowerCase().normalize("NFKD").replace(/\([^)]*\)/g, " ")
    .replace(/[^\p{L}\p{N}]+/gu, " ").trim();
}
