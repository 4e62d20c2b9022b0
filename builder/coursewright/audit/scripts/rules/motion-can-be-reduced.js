"use strict";
{
  const cw = window.__coursewright;
  const SHORT = 5000;
  cw.rule("motion-can-be-reduced", () => {
    const found = new Map();
    for (const motion of document.getAnimations()) {
      const target = motion.effect?.target;
      const timing = motion.effect?.getComputedTiming();
      if (!target || motion.playState !== "running" || !moves(motion.effect)) { continue; }
      if (timing.endTime > SHORT && cw.visible(target)) { found.set(target, "it goes on moving when less motion is wanted"); }
    }
    for (const element of cw.elements()) {
      if (element.matches("animate[repeatCount=indefinite], animateTransform[repeatCount=indefinite], animateMotion[repeatCount=indefinite]")
        && element.ownerSVGElement && cw.visible(element.ownerSVGElement)) {
        found.set(element.ownerSVGElement, "it goes on moving when less motion is wanted");
      }
      if (element.matches("marquee")) { found.set(element, "it goes on moving when less motion is wanted"); }
    }
    return [...found];
  });
  const moves = (effect) => effect.getKeyframes?.().length > 1;
}
