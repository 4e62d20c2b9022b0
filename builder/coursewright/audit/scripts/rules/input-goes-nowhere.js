"use strict";
{
  const cw = window.__coursewright;
  const GOES = /\b(?:location(?:\.href)?\s*=|location\.(?:assign|replace)\s*\(|window\.open\s*\(|\.submit\s*\(|\.requestSubmit\s*\(|navigate\s*\()/;
  const WORDS = ["onchange", "oninput", "onclick"];
  cw.rule("input-goes-nowhere", () => [...going(), ...jumping()]);
  // A field that is full and gives the focus to another one takes it away from who corrects it.
  const jumping = () => [...cw.elements()].filter((element) => {
    if (!element.matches("input[maxlength]") || element.disabled || !cw.visible(element)) { return false; }
    if (!["input", "keyup", "keydown", "keypress", "change"].some((kind) => cw.handlers(element, kind).length)) { return false; }
    const old = element.value;
    cw.stay();
    element.focus();
    cw.effects(() => {
      element.value = "1".repeat(Math.min(element.maxLength, 40));
      for (const kind of ["keydown", "keypress"]) { element.dispatchEvent(new KeyboardEvent(kind, { key: "1", bubbles: true })); }
      element.dispatchEvent(new InputEvent("input", { bubbles: true, data: "1", inputType: "insertText" }));
      element.dispatchEvent(new KeyboardEvent("keyup", { key: "1", bubbles: true }));
    });
    const moved = document.activeElement !== element && document.activeElement !== document.body;
    element.value = old;
    document.activeElement?.blur();
    return moved;
  }).map((element) => [element, "when it is full, the focus goes to another field"]);

  const going = () => [...cw.elements()].filter((element) => {
    const field = element.matches("select, input[type=checkbox], input[type=radio], input[type=text], input:not([type]), input[type=number], textarea");
    if (!field || !cw.exposed(element)) { return false; }
    const names = element.matches("select, input[type=text], input:not([type]), textarea") ? WORDS.slice(0, 2) : WORDS;
    const code = names.map((name) => element[name]).filter(Boolean).map(String)
      .concat(["change", ...names.includes("onclick") ? ["click"] : [], "input"].flatMap((kind) => cw.handlers(element, kind)).map(String));
    return code.some((text) => GOES.test(text));
  }).map((element) => [element, "choosing or typing here goes to another page"]);
}
