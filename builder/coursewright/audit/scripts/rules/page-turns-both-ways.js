"use strict";
{
  const cw = window.__coursewright;
  // Styles for one orientation that turn the page back, or hide what matters.
  cw.rule("page-turns-both-ways", () => {
    const found = new Map();
    for (const sheet of document.styleSheets) {
      let rules = [];
      try { rules = [...sheet.cssRules]; } catch { continue; }
      for (const rule of oriented(rules)) {
        for (const [element, message] of judged(rule)) { found.set(element, message); }
      }
    }
    return [...found];
  });
  const oriented = (rules, inside = false) => rules.flatMap((rule) => {
    const here = inside || rule instanceof CSSMediaRule && /orientation/.test(rule.conditionText);
    if (rule.cssRules && !(rule instanceof CSSStyleRule)) { return oriented([...rule.cssRules], here); }
    return here && rule instanceof CSSStyleRule ? [rule] : [];
  });
  const judged = ({ style, selectorText }) => {
    const gone = style.display === "none" || style.visibility === "hidden" || style.opacity === "0"
      || parseFloat(style.height) === 0 && /hidden|clip/.test(style.overflow);
    const turned = quarter(style);
    if (!gone && !turned) { return []; }
    let places = [];
    try { places = [...document.querySelectorAll(selectorText)]; } catch { return []; }
    return places.filter(matters).map((element) => [element, gone
      ? "it is hidden when the device is held this way" : "it is turned when the device is held this way"]);
  };
  const quarter = (style) => {
    const turn = /(-?[\d.]+)(deg|turn|rad|grad)/.exec(style.rotate || /rotateZ?\(([^)]*)\)/.exec(style.transform)?.[1] || "");
    let angle = turn ? Number(turn[1]) * { deg: 1, turn: 360, rad: 180 / Math.PI, grad: 0.9 }[turn[2]] : 0;
    const matrix = /matrix\(([^)]*)\)/.exec(style.transform);
    if (matrix) {
      const [a, b] = matrix[1].split(",").map(Number);
      angle = Math.atan2(b, a) * 180 / Math.PI;
    }
    return Math.abs(Math.abs(angle % 180) - 90) < 20;
  };
  const matters = (element) => element.matches("html, body, main, [role=main], form, article")
    || Boolean(element.querySelector("main, [role=main], form, h1")) || cw.text(element).length > 200;
}
