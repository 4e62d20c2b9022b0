"use strict";
{
  const cw = window.__coursewright;
  const SPREAD = /(?:^|[^\p{L}])(?:\p{L}[ \u00a0]){4,}\p{L}(?![\p{L}])/u;
  const GAP = /\S(?: {4,}|[ \u00a0]*\u00a0{3,}[ \u00a0]*|\t+)\S/u;
  cw.rule("words-are-not-spread", () => [...cw.elements()].flatMap((element) => {
    if (!cw.hasText(element) || !cw.visible(element) || element.closest("code, kbd, samp, svg, math, .highlight, textarea, script, style")) { return []; }
    const own = [...element.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE).map((node) => node.data);
    if (own.some((text) => SPREAD.test(text))) { return [[element, "a word is spread by blanks between its letters"]]; }
    const kept = getComputedStyle(element).whiteSpace.startsWith("pre");
    const lines = own.flatMap((text) => text.split("\n"));
    const typed = lines.filter((line) => (kept || line.includes("\u00a0")) && GAP.test(line.trim()));
    const code = element.closest("pre") && /[{}();=<>]|^\s{2,}\w/m.test(element.textContent);
    return typed.length >= 2 && !code ? [[element, "columns are typed with blanks"]] : [];
  }));
}
