"use strict";
{
  const cw = window.__coursewright;
  const FIELD = "input:not([type=hidden], [type=submit], [type=button], [type=reset], [type=image], [type=checkbox], [type=radio], [type=range], [type=color], [type=file]), select, textarea";
  const WANTED = 3;
  // A box that the browser draws is its own affair; one that styles draw is judged.
  const DRAWN = "input[type=checkbox], input[type=radio]";
  const SWITCH = "[role=switch], [role=checkbox], [role=radio], [role=slider]";
  const judged = (element) => element.matches(FIELD) || element.matches(DRAWN) && getComputedStyle(element).appearance === "none"
    || element.matches(SWITCH) && !cw.text(element) && !element.querySelector("svg, img");
  cw.rule("controls-stand-out", () => [...cw.elements()].flatMap((element) => {
    if (!judged(element) || element.disabled || !cw.visible(element)) { return []; }
    const style = getComputedStyle(element);
    const around = cw.background(cw.parent(element) ?? element);
    if (!around || style.backgroundImage !== "none" && !element.matches("select") || style.boxShadow !== "none") { return []; }
    const own = cw.over(cw.colour(style.backgroundColor), around);
    const lines = ["Top", "Right", "Bottom", "Left"].filter((side) => parseFloat(style[`border${side}Width`]) > 0
      && style[`border${side}Style`] !== "none").map((side) => cw.over(cw.colour(style[`border${side}Color`]), around));
    const best = Math.max(cw.contrast(own, around), ...lines.map((line) => cw.contrast(line, around)));
    return best < WANTED - 0.005 ? [[element, `its edge has a contrast of ${best.toFixed(2)}:1, wanted is 3:1`]] : [];
  }));
}
