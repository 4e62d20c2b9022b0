"use strict";
{
  const cw = window.__coursewright;
  cw.rule("states-are-told", () => [...tabs(), ...opened()]);
  const tabs = () => [...cw.elements()].filter((list) => list.matches("[role=tablist]") && cw.exposed(list)).flatMap((list) => {
    const all = [...list.querySelectorAll("[role=tab]")];
    return all.length > 1 && !all.some((tab) => tab.matches("[aria-selected=true], [aria-current]:not([aria-current=false])"))
      ? [[all[0], "none of these tabs says that it is chosen"]] : [];
  });
  // One that says whether its box is open says so also after it was pressed.
  const opened = () => {
    const found = [];
    for (const button of cw.elements()) {
      if (!button.matches("button[aria-expanded], [role=button][aria-expanded]") || !cw.visible(button) || button.form && button.matches("[type=submit], :not([type])")) { continue; }
      const boxes = (button.getAttribute("aria-controls") ?? "").split(/\s+/).map((id) => id && document.getElementById(id)).filter(Boolean);
      const before = boxes.map((box) => cw.visible(box));
      const state = button.getAttribute("aria-expanded");
      cw.stay();
      cw.effects(() => button.click());
      const moved = boxes.some((box, i) => cw.visible(box) !== before[i]);
      if (moved && button.getAttribute("aria-expanded") === state) {
        found.push([button, `it says aria-expanded="${state}" whether its box is open or not`]);
      }
      if (moved) { cw.effects(() => button.click()); }
    }
    return found;
  };
}
