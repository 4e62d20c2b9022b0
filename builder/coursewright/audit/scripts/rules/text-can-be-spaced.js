"use strict";
{
  const cw = window.__coursewright;
  const SPACING = `*:not(svg *) { line-height: 1.5 !important; letter-spacing: .12em !important;
    word-spacing: .16em !important; } p { margin-block-end: 2em !important; }`;
  cw.rule("text-can-be-spaced", () => cw.lostBy(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(SPACING);
    return sheet;
  }));
}
