"use strict";
{
  const cw = window.__coursewright;
  const HEADS = "h1, h2, h3, h4, h5, h6, [role=heading]";
  const TEMPLATE = /^(?:(?:sub)?(?:heading|headline|title)|header|label|text|untitled|todo|tbd|xxx+|lorem ipsum.*|new (?:heading|section|label)|(?:your |the |main |section )?(?:heading|headline|title|text|label|name)s?(?: goes| comes)? here|insert .* here|(?:click|tap) to (?:edit|add).*|add (?:a |your )?(?:heading|title|text)(?: here)?|placeholder.*|überschrift|titre|título)$/i;
  const BARE = /^(?:(?:text |input |form |my )?(?:field|input|textbox|text box|text field|label|control|select|dropdown|checkbox)|untitled|unnamed|value|enter text|type here)[\s_-]*(?:\d+|[a-z])?$/i;
  cw.rule("headings-and-labels-say-something", () => [...cw.elements()].flatMap((element) => {
    const head = element.matches(HEADS);
    if (!head && !element.matches("label, legend") || !cw.exposed(element) || !cw.visible(element)) { return []; }
    const text = cw.text(element).replace(/[*:]+$/, "").trim();
    if (!text || element.querySelector("img, svg, math")) { return []; }
    if (!/[\p{L}\p{N}]/u.test(text)) { return [[element, `“${text}” says nothing`]]; }
    return TEMPLATE.test(text) || BARE.test(text) ? [[element, `“${text}” is what stands there before it is written`]] : [];
  }));
}
