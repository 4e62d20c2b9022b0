"use strict";
{
  const cw = window.__coursewright;
  cw.rule("forced-colours-keep-controls", () => [...cw.elements()].flatMap((element) => {
    if (!element.matches("a[href], button, [role=button], input, select, textarea, summary, [role=checkbox], [role=switch], [role=radio], [role=tab]")
      || !cw.visible(element) || element.matches("[type=hidden]")) { return []; }
    const style = getComputedStyle(element);
    if (style.forcedColorAdjust === "none" || nested(element)) {
      const told = unreadable(element);
      return told ? [[element, told]] : [];
    }
    const shows = element.value || cw.text(element) || element.querySelector("img, svg, video, canvas, input")
      || element.matches("input, select, textarea")
      || ["Top", "Right", "Bottom", "Left"].some((side) => parseFloat(style[`border${side}Width`]) > 0 && style[`border${side}Style`] !== "none")
      || ["::before", "::after"].some((part) => drawn(getComputedStyle(element, part)))
      || [...element.querySelectorAll("*")].some((each) => framed(getComputedStyle(each)) || ["::before", "::after"].some((part) => drawn(getComputedStyle(each, part))))
      || style.backgroundImage.includes("url(") || style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0;
    return shows ? [] : [[element, "nothing of it is left with forced colours"]];
  }));
  const nested = (element) => [...element.querySelectorAll("*")].some((each) => getComputedStyle(each).forcedColorAdjust === "none" && cw.hasText(each));
  const framed = (style) => ["Top", "Left"].some((side) => parseFloat(style[`border${side}Width`]) > 0) || style.backgroundImage.includes("url(");
  const drawn = (style) => style.content !== "none" && style.content !== "normal"
    && (!/^""?$/.test(style.content) || framed(style) || style.maskImage !== "none" || style.forcedColorAdjust === "none");
  const unreadable = (element) => {
    const style = getComputedStyle(element);
    const back = cw.background(element);
    if (!back || !cw.text(element)) { return ""; }
    const ratio = cw.contrast(cw.over(cw.colour(style.color), back), back);
    return ratio < 4.5 ? `with forced colours its contrast is ${ratio.toFixed(2)}:1` : "";
  };
}
