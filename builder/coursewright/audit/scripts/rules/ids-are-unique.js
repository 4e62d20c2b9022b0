"use strict";
{
  const cw = window.__coursewright;
  cw.rule("ids-are-unique", () => {
    const seen = new Map();
    const found = [];
    for (const element of document.querySelectorAll("[id]")) {
      if (!element.id || element.closest("svg, math") && !element.matches("svg, math")) { continue; }
      if (seen.has(element.id)) { found.push([element, `another element has the id “${element.id}”, too`]); }
      seen.set(element.id, element);
    }
    return found;
  });
}
