"use strict";
{
  const cw = window.__coursewright;
  // What comes with the focus or the pointer stays until it is sent away, and can be sent away.
  cw.rule("what-opens-stays-open", () => [...focused(), ...fleeing()]);
  const focused = () => {
    const found = [];
    const hosts = [...cw.elements()].filter((each) => ["focus", "focusin"].some((kind) => cw.handlers(each, kind).length)
      && each.tabIndex >= 0 && cw.visible(each));
    for (const host of hosts) {
      cw.stay();
      host.blur();
      const before = new Set([...cw.elements()].filter(cw.visible));
      const waiting = new Set(cw.timers().map((timer) => timer.id));
      watch(() => host.focus());
      const opened = [...cw.elements()].filter((each) => !before.has(each) && cw.visible(each) && cw.text(each)
        && !each.matches("dialog, dialog *, [role=dialog] *"));
      const outer = opened.filter((each) => !opened.some((other) => other !== each && other.contains(each)));
      if (!outer.length) { continue; }
      for (const timer of cw.timers().filter((each) => !waiting.has(each.id) && each.kind === "once")) { cw.ring(timer); }
      const gone = outer.find((each) => !cw.visible(each));
      if (gone) { found.push([host, "what comes with its focus goes away by itself"]); continue; }
      const escape = { key: "Escape", code: "Escape", keyCode: 27, bubbles: true, cancelable: true };
      watch(() => ["keydown", "keyup"].forEach((kind) => host.dispatchEvent(new KeyboardEvent(kind, escape))));
      const left = outer.find((each) => cw.visible(each) && covers(each));
      if (left) { found.push([host, "what comes with its focus covers the page, and Escape does not send it away"]); }
      host.blur();
    }
    return found;
  };
  const watch = (act) => { try { act(); } catch { /* a page's own fault is not what is judged */ } };
  const covers = (element) => ["absolute", "fixed"].includes(getComputedStyle(element).position);

  // Styles show it while the pointer is on its host, but let the pointer fall through it.
  const fleeing = () => {
    const found = new Map();
    for (const sheet of document.styleSheets) {
      let rules = [];
      try { rules = [...sheet.cssRules]; } catch { continue; }
      for (const rule of rules) {
        if (!(rule instanceof CSSStyleRule) || !/:hover/.test(rule.selectorText)) { continue; }
        const shows = rule.style.display && rule.style.display !== "none" || rule.style.visibility === "visible" || Number(rule.style.opacity) > 0;
        if (!shows) { continue; }
        for (const selector of rule.selectorText.split(",").filter((each) => each.includes(":hover"))) {
          for (const element of matched(selector.replace(/:hover/g, ""))) {
            const own = rule.style.pointerEvents === "none" || getComputedStyle(element).pointerEvents === "none";
            if (own && cw.text(element)) { found.set(element, "it comes with the pointer and goes when the pointer moves onto it"); }
          }
        }
      }
    }
    return [...found];
  };
  const matched = (selector) => { try { return [...document.querySelectorAll(selector)]; } catch { return []; } };
}
