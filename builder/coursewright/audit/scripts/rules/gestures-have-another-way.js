"use strict";
{
  const cw = window.__coursewright;
  const TOUCH = ["touchstart", "touchmove", "touchend"];
  cw.rule("gestures-have-another-way", () => {
    const found = [];
    for (const element of cw.elements()) {
      if (!TOUCH.some((kind) => cw.handlers(element, kind).length) || !cw.visible(element)) { continue; }
      cw.stay();
      // Buttons first: a gesture may take them away with what they stand in.
      const presses = cw.buttons().map((button) => cw.effects(() => button.click()));
      const tapped = cw.effects(() => gesture(element, 1, 0));
      const made = [[1, -160], [1, 160], [2, 0], [2, 120]].map(([fingers, way]) => cw.effects(() => gesture(element, fingers, way)))
        .filter((told) => told.targets.size || told.scrolled);
      if (tapped.targets.size || !made.length) { continue; }
      if (!made.some((told) => presses.some((press) => cw.alike(told, press)))) {
        found.push([element, "what a swipe or several fingers do here cannot be done in another way"]);
      }
    }
    return found;
  });
  const gesture = (element, fingers, way) => {
    const at = (x) => Array.from({ length: fingers }, (_, i) => ({
      identifier: i, target: element, clientX: x + i * 40, clientY: 100, pageX: x + i * 40, pageY: 100, screenX: x, screenY: 100 }));
    const send = (kind, x, touches) => cw.send(element, kind, { touches, targetTouches: touches, changedTouches: at(x) });
    send("touchstart", 300, at(300));
    if (way) { send("touchmove", 300 + way, at(300 + way)); }
    send("touchend", 300 + way, []);
  };
}
