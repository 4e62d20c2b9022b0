"use strict";
{
  const cw = window.__coursewright;
  // What browsers do when a reader asks for larger letters.
  cw.rule("text-can-be-twice-as-large", () => {
    const size = parseFloat(getComputedStyle(document.documentElement).fontSize);
    return cw.lostBy(() => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(`:root { font-size: ${size * 2}px !important; }`);
      return sheet;
    }, true);
  });
}
