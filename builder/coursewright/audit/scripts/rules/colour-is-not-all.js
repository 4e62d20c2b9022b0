"use strict";
{
  const cw = window.__coursewright;
  // Texts side by side that only their colour tells apart, and links in a text.
  cw.rule("colour-is-not-all", () => [...words(), ...links()]);
  const KEY = /\b(?:red|green|blue|yellow|orange|purple)\b/i;
  const words = () => [...cw.elements()].filter((element) => {
    if (!element.matches("p, li, caption, figcaption, legend, label, td, dd") || !cw.visible(element)
      || element.closest("pre, code") || element.querySelector("p, li")) { return false; }
    const text = cw.text(element);
    return KEY.test(text) && /\b(?:red|green|blue|yellow|orange|purple)\b[^.]{0,40}\b(?:means?|marks?|shows?|stands for|indicates?|= ?|are required|is required|required|correct|wrong|failed|passed|overdue|late|done)\b|\b(?:shown|marked|printed|highlighted|displayed|written|coloured|colored) in (?:light |dark |bright )?(?:red|green|blue|yellow|orange|purple)\b|\b(?:in|fields? in) (?:red|green|blue) (?:are|is|must)\b/i.test(text);
  }).map((element) => [element, "colour may be all that tells this", { review: true }]);

  const links = () => [...cw.elements()].filter((link) => {
    if (!link.matches("a[href]") || !cw.visible(link) || link.closest("nav, header, footer, li > a:only-child")) { return false; }
    const block = link.closest("p, dd, td, li");
    if (!block || block === link || cw.text(block).length < cw.text(link).length + 20 || link.querySelector("img, svg")) { return false; }
    const [own, body] = [getComputedStyle(link), getComputedStyle(link.parentElement)];
    const marked = own.textDecorationLine !== "none" || own.fontWeight !== body.fontWeight
      || own.fontStyle !== body.fontStyle || own.fontSize !== body.fontSize || own.fontFamily !== body.fontFamily
      || ["Top", "Right", "Bottom", "Left"].some((side) => parseFloat(own[`border${side}Width`]) > 0)
      || own.backgroundColor !== "rgba(0, 0, 0, 0)" || own.backgroundImage !== "none"
      || [...link.childNodes].some((each) => each.nodeType === 1 && getComputedStyle(each).textDecorationLine !== "none")
      || ["::before", "::after"].some((part) => !["none", "normal", '""'].includes(getComputedStyle(link, part).content));
    return !marked && cw.colour(own.color).join() !== cw.colour(body.color).join();
  }).map((link) => [link, "only its colour tells this link from the text around it"]);
}
