"use strict";
{
  const cw = window.__coursewright;
  const SHAPES = "rect, circle, ellipse, path, line, polyline, polygon";
  // A drawing in the page that says something, of which no shape can be told from its ground.
  cw.rule("drawings-stand-out", () => [...cw.elements()].flatMap((drawing) => {
    if (!drawing.matches("svg[role=img], svg[aria-label], figure svg") || !cw.visible(drawing) || !cw.exposed(drawing)
      || drawing.querySelector("image, foreignObject, linearGradient, radialGradient, pattern")) { return []; }
    const shapes = [...drawing.querySelectorAll(SHAPES)].filter((each) => !each.closest("defs, marker, symbol, clipPath, mask") && cw.exposed(each));
    const room = drawing.getBoundingClientRect();
    const ground = shapes.find((each) => covers(each, room));
    const page = cw.background(drawing);
    const back = ground ? paint(ground, "fill") ?? page : page;
    const drawn = shapes.filter((each) => each !== ground);
    if (!back || !drawn.length || drawn.some((each) => cw.opacity(each) < 1)) { return []; }
    const best = Math.max(...drawn.flatMap((each) => ["fill", "stroke"].map((kind) => paint(each, kind))
      .filter(Boolean).map((colour) => cw.contrast(cw.over(colour, back), back))));
    return best < 2.995 ? [[drawing, `nothing drawn in it has more than ${best.toFixed(2)}:1 to its ground, wanted is 3:1`]] : [];
  }));
  const covers = (shape, room) => {
    const box = shape.getBoundingClientRect();
    return shape.matches("rect") && box.width >= 0.95 * room.width && box.height >= 0.95 * room.height;
  };
  const paint = (shape, kind) => {
    const style = getComputedStyle(shape);
    if (style[kind] === "none" || kind === "stroke" && parseFloat(style.strokeWidth) === 0) { return null; }
    const colour = cw.colour(style[kind]);
    const share = Number(style[`${kind}Opacity`]) * colour[3];
    return share > 0 ? [...colour.slice(0, 3), share] : null;
  };
}
