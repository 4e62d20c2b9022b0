"use strict";
{
  const cw = window.__coursewright;
  const GOES = /\b(?:location(?:\.href)?\s*=|location\.(?:assign|replace)\s*\(|window\.open\s*\(|\.submit\s*\(|\.requestSubmit\s*\(|navigate\s*\()/;
  const WORDS = ["onchange", "oninput", "onclick"];
  cw.rule("input-goes-nowhere", () => [...cw.elements()].filter((element) => {
    const field = element.matches("select, input[type=checkbox], input[type=radio], input[type=text], input:not([type]), input[type=number], textarea");
    if (!field || !cw.exposed(element)) { return false; }
    const names = element.matches("select, input[type=text], input:not([type]), textarea") ? WORDS.slice(0, 2) : WORDS;
    const code = names.map((name) => element[name]).filter(Boolean).map(String)
      .concat(["change", ...names.includes("onclick") ? ["click"] : [], "input"].flatMap((kind) => cw.handlers(element, kind)).map(String));
    return code.some((text) => GOES.test(text));
  }).map((element) => [element, "choosing or typing here goes to another page"]));
}
