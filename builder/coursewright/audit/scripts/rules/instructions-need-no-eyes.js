"use strict";
{
  const cw = window.__coursewright;
  const ACTION = "(?:click|press|tap|choose|select|use|push|hit|see|follow|open|pick|find|look at|read|go to|fill in|marked|shown)";
  const WHERE = "(?:on|at|to|in) the (?:far |upper |lower |top |bottom )?(?:left|right|top|bottom|(?:upper|lower|top|bottom)[- ](?:left|right))(?:[- ]hand)?(?: side| corner)?";
  const COLOUR = "(?:red|green|blue|yellow|orange|purple|grey|gray|black|white|pink)";
  const SHAPE = "(?:round|square|circular|triangular|rectangular|big|large|small|larger|bigger|smaller)";
  const THING = "(?:button|link|icon|box|field|text|items?|options?|column|menu|circle|square|triangle|arrow|shape|dot|area|panel|one)";
  const FORMS = [
    new RegExp(`\\b${ACTION}\\b[^.]{0,40}\\bthe (?:${COLOUR}|${SHAPE})(?: ${COLOUR}| ${SHAPE})? ${THING}\\b`, "i"),
    new RegExp(`\\b${ACTION}\\b[^.]{0,40}\\b${THING} ${WHERE}\\b`, "i"),
    new RegExp(`\\b${ACTION}\\b[^.]{0,25}\\b${THING} (?:below|above|beside)(?! the heading)\\s*[.,;]`, "i"),
    new RegExp(`\\b(?:in|marked|shown|printed|written) (?:in )?${COLOUR} (?:are|is|must|have|text)\\b`, "i"),
    new RegExp(`\\b(?:fields|items|words|lines|answers|cells|rows|steps) (?:marked |shown |printed |written )?in ${COLOUR}\\b`, "i"),
    /\bwhen you hear (?:the|a) (?:beep|tone|chime|sound)\b/i,
  ];
  cw.rule("instructions-need-no-eyes", () => [...cw.elements()].filter((element) => {
    if (!element.matches("p, li, td, dd, label, legend, figcaption, span, div, h1, h2, h3, h4") || !cw.hasText(element)
      || element.closest("pre, code")) { return false; }
    const block = [...element.childNodes].some((n) => n.nodeType === Node.TEXT_NODE && n.data.trim().length > 10);
    return block && cw.exposed(element) && FORMS.some((form) => form.test(cw.text(element)));
  }).map((element) => [element, "this instruction may rest on shape, size, place, colour or sound alone", { review: named(element) }]));
  const named = (element) => /[“"'‘«][^”"'’»]+[”"'’»]/u.test(cw.text(element)) || Boolean(element.querySelector("strong, b, kbd, code, em, a"));
}
