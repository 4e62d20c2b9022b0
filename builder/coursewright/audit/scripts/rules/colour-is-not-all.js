"use strict";
{
  const cw = window.__coursewright;
  // Texts side by side that only their colour tells apart, and links in a text.
  cw.rule("colour-is-not-all", () => [...words(), ...links(), ...lines(), ...verdicts(), ...faulty()]);
  const hue = (colour) => {
    const [r, g, b] = colour.slice(0, 3).map((part) => part / 255);
    const [most, least] = [Math.max(r, g, b), Math.min(r, g, b)];
    if (most - least < 0.2 || colour[3] === 0) { return null; }
    const part = most === r ? ((g - b) / (most - least)) % 6 : most === g ? (b - r) / (most - least) + 2 : (r - g) / (most - least) + 4;
    return (part * 60 + 360) % 360;
  };
  const red = (colour) => { const at = hue(colour); return at !== null && (at >= 340 || at <= 20); };
  const green = (colour) => { const at = hue(colour); return at !== null && at >= 85 && at <= 170; };

  // Lines of a chart that are alike but for their colour, and no words beside them.
  const lines = () => [...cw.elements()].filter((drawing) => drawing.matches("svg") && cw.visible(drawing) && !drawing.querySelector("text, title + text, marker, use"))
    .filter((drawing) => {
      const drawn = [...drawing.querySelectorAll("path, polyline, line")].filter((each) => getComputedStyle(each).fill === "none" || each.matches("line"))
        .filter((each) => each.getBoundingClientRect().width >= 60);
      const looks = drawn.map((each) => getComputedStyle(each)).filter((style) => style.stroke !== "none");
      return looks.length >= 2 && new Set(looks.map((style) => style.stroke)).size === looks.length
        && new Set(looks.map((style) => `${style.strokeDasharray} ${style.strokeWidth}`)).size === 1
        && looks.some((style) => hue(cw.colour(style.stroke)) !== null);
    }).map((drawing) => [drawing, "only their colours tell its lines apart"]);

  // Rows of which some are red and some green, and nothing else tells which is which.
  const verdicts = () => [...cw.elements()].filter((list) => list.matches("ul, ol, tbody, tr, dl, div") && cw.visible(list)).filter((list) => {
    const rows = [...list.children].filter((each) => cw.visible(each) && cw.text(each));
    if (rows.length < 2) { return false; }
    const signs = rows.map((each) => {
      const style = getComputedStyle(each);
      return [style.backgroundColor, style.color, style.borderLeftWidth !== "0px" ? style.borderLeftColor : "rgba(0, 0, 0, 0)"].map((text) => cw.colour(text));
    });
    const coded = [0, 1, 2].some((kind) => signs.every((each) => red(each[kind]) || green(each[kind]))
      && signs.some((each) => red(each[kind])) && signs.some((each) => green(each[kind])));
    return coded && !rows.every(marked) && new Set(rows.map(verdict)).size < 2;
  }).map((list) => [list, "only red and green tell these apart"]);
  const WORD = /^\W*(?:right|wrong|correct|incorrect|true|false|passed|failed|pass|fail|yes|no|done|open|late|overdue|ok|error|good|bad|up|down|on|off|won|lost|accepted|refused|available|taken)\b|^[✓✔✗✘×+−–-]\s/i;
  const verdict = (row) => WORD.exec(cw.text(row))?.[0].toLowerCase() ?? "";
  const marked = (row) => Boolean(row.querySelector("img, svg, [aria-label], .visually-hidden, .sr-only"))
    || ["::before", "::after"].some((part) => /\S/.test(/^"(.*)"$/.exec(getComputedStyle(row, part).content)?.[1] ?? ""));

  // A field with a red border among others without one, and no word about it.
  const FIELD = "input:not([type=hidden], [type=submit], [type=button], [type=checkbox], [type=radio], [type=range], [type=image], [type=reset], [type=color]), select, textarea";
  const faulty = () => {
    const fields = [...cw.elements()].filter((each) => each.matches(FIELD) && cw.visible(each));
    const bad = fields.filter((each) => red(cw.colour(getComputedStyle(each).borderTopColor)) && parseFloat(getComputedStyle(each).borderTopWidth) > 0);
    if (!bad.length || bad.length === fields.length) { return []; }
    return bad.filter((each) => !each.matches("[aria-invalid=true], :focus")
      && ![...each.labels ?? []].some((label) => /error|wrong|invalid|required|\*/i.test(cw.text(label))))
      .map((each) => [each, "only the colour of its border tells that something is wrong"]);
  };
  const KEY = /\b(?:red|green|blue|yellow|orange|purple)\b/i;
  const words = () => [...cw.elements()].filter((element) => {
    if (!element.matches("p, li, caption, figcaption, legend, label, td, dd") || !cw.visible(element)
      || element.closest("pre, code") || element.querySelector("p, li")) { return false; }
    const text = cw.text(element);
    return KEY.test(text) && /\b(?:red|green|blue|yellow|orange|purple)\b[^.]{0,40}\b(?:means?|marks?|shows?|stands for|indicates?|= ?|are required|is required|required|correct|wrong|failed|passed|overdue|late|done)\b|\b(?:shown|marked|printed|highlighted|displayed|written|coloured|colored) in (?:light |dark |bright )?(?:red|green|blue|yellow|orange|purple)\b|\b(?:in|fields? in) (?:red|green|blue) (?:are|is|must)\b/i.test(text);
  }).map((element) => [element, "colour may be all that tells this", { review: !SURE.test(cw.text(element)) }]);
  const SURE = /\b(?:fields?|items?|questions?|labels?|rows?|words?) (?:marked |shown |printed |written )?in (?:red|green|blue|yellow|orange|purple)\b[^.]*\b(?:must|required|mandatory|wrong|right|correct|are|is)\b/i;

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
