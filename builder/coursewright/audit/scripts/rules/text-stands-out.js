"use strict";
{
  const cw = window.__coursewright;
  const large = (style) => {
    const size = parseFloat(style.fontSize);
    return size >= 24 || size >= 18.66 && Number(style.fontWeight) >= 700;
  };
  const faint = (element, style, colour) => {
    const back = cw.background(element);
    if (!back) { return null; }
    const ratio = cw.contrast(cw.over(cw.colour(colour), back), back);
    const wanted = large(style) ? 3 : 4.5;
    return ratio < wanted - 0.005 ? `its contrast is ${ratio.toFixed(2)}:1, wanted is ${wanted}:1` : null;
  };
  // axe judges texts of elements; placeholders and what styles write are judged here.
  cw.rule("text-stands-out", () => {
    const found = [];
    for (const element of cw.elements()) {
      if (element.matches("input[placeholder], textarea[placeholder]") && !element.value
        && cw.visible(element) && !element.disabled) {
        const style = getComputedStyle(element, "::placeholder");
        const told = faint(element, style, style.color);
        if (told) { found.push([element, `the placeholder is hard to read: ${told}`]); }
      }
      for (const part of ["::before", "::after"]) {
        const style = getComputedStyle(element, part);
        const text = /^"(.*)"$/s.exec(style.content)?.[1] ?? "";
        if (!/[\p{L}\p{N}]/u.test(text) || style.display === "none" || style.visibility !== "visible"
          || !cw.visible(element) || Number(style.opacity) === 0 || style.backgroundImage !== "none"
          || parseFloat(style.fontSize) < 6 || cw.colour(style.backgroundColor)[3] > 0) { continue; }
        const told = faint(element, style, style.color);
        if (told) { found.push([element, `the text of ${part} is hard to read: ${told}`]); }
      }
    }
    return found;
  });
}
