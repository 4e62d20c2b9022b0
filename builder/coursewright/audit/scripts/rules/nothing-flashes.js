"use strict";
{
  const cw = window.__coursewright;
  const OFTEN = 3; // flashes in a second, WCAG 2.3.1
  const LEAST = 21824; // a quarter of ten degrees of the field of view, in CSS pixels
  const STEP = 1000 / 60;
  cw.rule("nothing-flashes", () => [...ticking(), ...animated(), ...drawn()]);
  const grave = (element) => {
    const box = element.getBoundingClientRect();
    return cw.visible(element) && box.width * box.height >= LEAST;
  };
  // Opposite changes by a tenth, of which the darker side is below 0.8: two make a flash.
  const flashes = (lights, seconds) => {
    let [count, last, way] = [0, lights[0], 0];
    for (const light of lights) {
      const now = Math.sign(light - last);
      if (Math.abs(light - last) >= 0.1 && Math.min(light, last) < 0.8 && now !== way) { count += 1; way = now; last = light; }
      else if (now === way && now) { last = light; }
    }
    return count / 2 / seconds > OFTEN;
  };
  const light = (colour) => cw.luminance(colour);
  const told = "it flashes more than three times in a second";

  const ticking = () => cw.timers().filter((each) => each.kind === "again" && each.delay < 1000 / OFTEN / 2).flatMap((timer) => {
    const places = [...cw.elements()].filter(grave).filter((each) => each.matches("canvas") || !each.children.length || getComputedStyle(each).backgroundColor !== "rgba(0, 0, 0, 0)");
    const lights = new Map(places.map((each) => [each, [ground(each)]]));
    const ticks = Math.max(8, Math.ceil(1000 / Math.max(timer.delay, 1)));
    for (let i = 0; i < Math.min(ticks, 60); i++) {
      const some = cw.effects(() => cw.ring(timer)).targets.size > 0;
      if (!some && !places.some((each) => each.matches("canvas"))) { break; }
      for (const [each, row] of lights) { row.push(ground(each)); }
    }
    return [...lights].filter(([, row]) => flashes(row, row.length * timer.delay / 1000)).map(([each]) => [each, told]).slice(0, 1);
  });
  const ground = (element) => {
    if (element.matches("canvas")) {
      try {
        const brush = element.getContext("2d");
        const [r, g, b, a] = brush.getImageData(element.width / 2, element.height / 2, 1, 1).data;
        return light(cw.over([r, g, b, a / 255], [255, 255, 255, 1]));
      } catch { return 1; }
    }
    const own = cw.background(element);
    return own ? light(own) * cw.opacity(element) + (1 - cw.opacity(element)) : 1;
  };

  // Animations of styles are turned by hand through one second.
  const animated = () => document.getAnimations().filter((each) => each.playState === "running" && each.effect?.target && grave(each.effect.target)
    && each.effect.getComputedTiming().duration < 1000 * 2 / OFTEN).flatMap((motion) => {
    const [element, at, from] = [motion.effect.target, motion.currentTime, Number(motion.effect.getComputedTiming().delay)];
    const lights = [];
    for (let time = 0; time < 1000; time += STEP) {
      motion.currentTime = from + time;
      lights.push(ground(element));
    }
    motion.currentTime = at;
    const long = motion.effect.getComputedTiming().endTime > 1000 / 2;
    return long && flashes(lights, 1) ? [[element, told]] : [];
  });

  // So are those of drawings.
  const drawn = () => [...cw.elements()].filter((each) => each.matches("svg animate[attributeName=fill], svg animate[attributeName=opacity], svg animate[attributeName='fill-opacity'], svg set")).flatMap((motion) => {
    const [drawing, shape] = [motion.ownerSVGElement, motion.targetElement ?? motion.parentElement];
    if (!drawing || !grave(shape)) { return []; }
    const at = drawing.getCurrentTime();
    const lights = [];
    drawing.pauseAnimations();
    for (let time = 0; time < 1000; time += STEP) {
      drawing.setCurrentTime(at + time / 1000);
      const style = getComputedStyle(shape);
      const colour = cw.colour(style.fill);
      const share = colour[3] * Number(style.opacity) * Number(style.fillOpacity);
      lights.push(light(cw.over([...colour.slice(0, 3), share], [255, 255, 255, 1])));
    }
    drawing.setCurrentTime(at);
    drawing.unpauseAnimations();
    return flashes(lights, 1) ? [[shape, told]] : [];
  });
}
