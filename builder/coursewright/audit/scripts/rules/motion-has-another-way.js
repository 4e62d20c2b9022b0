"use strict";
{
  const cw = window.__coursewright;
  cw.rule("motion-has-another-way", () => {
    const kinds = ["deviceorientation", "devicemotion"].filter((kind) => cw.handlers(window, kind).length);
    if (!kinds.length) { return []; }
    cw.stay();
    const far = { x: 30, y: 30, z: 30 };
    const told = kinds.flatMap((kind) => [90, -90].map((angle) => cw.effects(() => cw.send(window, kind, kind === "devicemotion"
      ? { acceleration: far, accelerationIncludingGravity: far, rotationRate: { alpha: 720, beta: 720, gamma: 720 }, interval: 16 }
      : { alpha: 180 + angle, beta: angle, gamma: angle, absolute: false }))));
    const made = told.filter((each) => each.targets.size || each.scrolled);
    if (!made.length) { return []; }
    const presses = cw.buttons().map((button) => cw.effects(() => button.click()));
    if (made.some((each) => presses.some((press) => cw.alike(each, press)))) { return []; }
    const target = [...made[0].targets][0];
    const element = target?.nodeType === Node.ELEMENT_NODE ? target : target?.parentElement ?? document.body;
    return [[element, "moving the device changes it, and nothing else does or switches that off"]];
  });
}
