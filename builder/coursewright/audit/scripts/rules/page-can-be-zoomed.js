"use strict";
{
  const cw = window.__coursewright;
  cw.rule("page-can-be-zoomed", () => [...cw.overflow(), ...cw.cutOff().map((each) => [each, "a part of its text is cut off"]),
    ...forbidden(), ...fixed()]);
  // Letters whose size hangs on the window alone do not grow with it (F94).
  const fixed = () => {
    const found = new Map();
    for (const sheet of document.styleSheets) {
      let rules = [];
      try { rules = [...sheet.cssRules]; } catch { continue; }
      for (const rule of rules) {
        if (!(rule instanceof CSSStyleRule) || !/^[\d.]+v(?:w|h|min|max|i|b)$/.test(rule.style.fontSize)) { continue; }
        let places = [];
        try { places = [...document.querySelectorAll(rule.selectorText)]; } catch { continue; }
        for (const each of places) {
          if (cw.text(each) && cw.visible(each) && !each.matches("svg *")) { found.set(each, "its letters have the size of the window and do not grow"); }
        }
      }
    }
    return [...found];
  };
  const forbidden = () => [...document.querySelectorAll("meta[name=viewport]")].filter((meta) => {
    const content = meta.content.replace(/\s/g, "").toLowerCase();
    const most = /maximum-scale=([\d.]+)/.exec(content);
    return /user-scalable=(?:no|0)/.test(content) || most && Number(most[1]) < 2;
  }).map((meta) => [meta, "it forbids zooming"]);
}
