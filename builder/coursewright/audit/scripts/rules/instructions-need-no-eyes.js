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
  const SOUND = /\b(?:hear|listen for|wait for|after) (?:a|the) (?:short |long |loud )?(?:beep|tone|chime|bell|sound|signal|ring)\b/i;
  const SEEN = /\b(?:see|read|reads|message|shown|shows|appears?|words?|text|written)\b/i;
  cw.rule("instructions-need-no-eyes", () => [...told(), ...signs()]);

  // Signs of styles that come again, such as a full and an empty circle, tell a state to the eye (F26).
  const signs = () => [...cw.elements()].filter((list) => list.matches("ul, ol, tbody, dl") && cw.visible(list)).filter((list) => {
    const marks = [...list.querySelectorAll("i, span, em, b")].filter((each) => !cw.text(each) && !each.children.length
      && !each.matches("[aria-label], [title], [role=img]") && cw.exposed(each))
      .map((each) => /^"([^"]+)"/.exec(getComputedStyle(each, "::before").content)?.[1] ?? "").filter((sign) => sign.trim() && !/[\p{L}\p{N}]/u.test(sign));
    return marks.length >= 3 && new Set(marks).size >= 2 && new Set(marks).size < marks.length;
  }).map((list) => [list, "only signs that are drawn by styles tell these apart"]);

  const told = () => [...cw.elements()].filter((element) => {
    if (!element.matches("p, li, td, dd, label, legend, figcaption, span, div, h1, h2, h3, h4") || !cw.hasText(element)
      || element.closest("pre, code")) { return false; }
    const block = [...element.childNodes].some((n) => n.nodeType === Node.TEXT_NODE && n.data.trim().length > 10);
    return block && cw.exposed(element) && (FORMS.some((form) => form.test(cw.text(element)))
      || SOUND.test(cw.text(element)) && !SEEN.test(cw.text(element)));
  }).map((element) => [element, "this instruction may rest on shape, size, place, colour or sound alone", { review: named(element) }]);
  const named = (element) => /[“"'‘«][^”"'’»]+[”"'’»]/u.test(cw.text(element)) || Boolean(element.querySelector("strong, b, kbd, code, em, a"));
}
