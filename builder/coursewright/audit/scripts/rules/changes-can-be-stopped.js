"use strict";
{
  const cw = window.__coursewright;
  const STOP = /\b(?:pause|stop|halt|freeze|hold|anhalten|pausieren|détener|detener|arrêter)\b/i;
  const TICKS = 3;
  // What a page changes by itself again and again needs something that stops it.
  cw.rule("changes-can-be-stopped", () => {
    const found = [];
    for (const timer of cw.timers().filter((each) => each.kind === "again")) {
      const told = Array.from({ length: TICKS }, () => cw.effects(() => cw.ring(timer)));
      const moved = told.map(shown);
      if (!moved.every(Boolean) || stoppable()) { continue; }
      found.push([moved[0], `it changes by itself every ${timer.delay / 1000} seconds, and nothing stops it`]);
    }
    return found;
  });
  const shown = (told) => [...told.targets].map((each) => (each.nodeType === Node.ELEMENT_NODE ? each : each.parentElement))
    .map((each) => (each && (cw.visible(each) || !each.parentElement) ? each : each?.parentElement))
    .find((each) => each?.isConnected && cw.visible(each) && !each.closest("[role=timer]"));
  const stoppable = () => [...cw.elements()].some((each) => each.matches("button, [role=button], input[type=checkbox], [role=switch]")
    && cw.visible(each) && STOP.test(`${cw.text(each)} ${each.getAttribute("aria-label") ?? ""} ${[...each.labels ?? []].map(cw.text).join(" ")}`));
}
