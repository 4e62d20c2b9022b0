"use strict";
{
  const cw = window.__coursewright;
  const LONG = 1000; // milliseconds; what comes sooner belongs to loading
  const MOST = 20 * 3600 * 1000; // WCAG 2.2.1 leaves limits of more than twenty hours alone
  const FORM = "form, fieldset, input, select, textarea, [role=form]";
  // A timer of the page that takes the form away, or leaves the page.
  cw.rule("time-is-not-limited", () => {
    const found = [];
    for (const timer of cw.timers()) {
      if (timer.delay < LONG || timer.delay > MOST) { continue; }
      if (timer.kind === "once" && leaves(timer)) {
        found.push([document.documentElement, `the page is left after ${timer.delay / 1000} seconds`]);
        continue;
      }
      const free = [...cw.elements()].filter((each) => each.matches(FORM) && usable(each));
      cw.stay();
      const told = cw.effects(() => cw.ring(timer));
      const lost = free.find((each) => !usable(each));
      if (lost && told.targets.size) { found.push([lost, `after ${timer.delay / 1000} seconds it cannot be used any more`]); }
    }
    return found;
  });
  const usable = (element) => element.isConnected && cw.visible(element) && !element.closest("[inert]") && !element.matches(":disabled") && !element.readOnly;
  const leaves = (timer) => /\b(?:location(?:\.href)?\s*=[^=]|location\.(?:assign|replace|reload)\s*\(|\.submit\s*\()/.test(String(timer.source));
}
