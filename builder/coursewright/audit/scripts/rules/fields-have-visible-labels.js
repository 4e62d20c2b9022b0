"use strict";
{
  const cw = window.__coursewright;
  cw.rule("fields-have-visible-labels", () => [...unlabelled(), ...silent()]);
  // What must be filled in is told before the form is sent.
  const MUST = /\*|\b(?:required|mandatory|must|needed|obligatory|pflichtfeld|erforderlich|obligatoire|obligatorio)\b/i;
  const silent = () => [...cw.elements()].filter((element) => {
    if (!element.matches("input[required]:not([type=radio], [type=checkbox], [type=hidden]), select[required], textarea[required], [role=textbox][aria-required=true]")
      || !cw.visible(element) || !cw.exposed(element) || !element.labels?.length) { return false; }
    const described = (element.getAttribute("aria-describedby") ?? "").split(/\s+/).map((id) => (id && document.getElementById(id)));
    const form = element.form;
    const fields = form ? [...form.elements].filter((each) => each.matches("input:not([type=hidden], [type=submit], [type=button]), select, textarea")) : [element];
    if (fields.every((each) => each.required)) { return false; } // all alike: nothing has to be told apart
    const near = [...element.labels, ...described, element.closest("fieldset")?.querySelector("legend")].filter(Boolean);
    return !near.some((each) => MUST.test(cw.text(each)) || MUST.test(getComputedStyle(each, "::after").content) || MUST.test(getComputedStyle(each, "::before").content))
      && !(form && [...form.querySelectorAll("p, legend, div")].some((each) => !each.querySelector("input, select, textarea") && /\b(?:required|mandatory|must be filled)\b/i.test(cw.text(each))));
  }).map((element) => [element, "nothing that can be seen tells that it must be filled in"]);

  const unlabelled = () => [...cw.elements()].filter((element) => {
    if (!element.matches("input:not([type=hidden], [type=submit], [type=button], [type=reset], [type=image]), select, textarea")
      || !cw.visible(element) || !cw.exposed(element)) { return false; }
    return !labelled(element);
  }).map((element) => [element, element.placeholder ? "a placeholder is all that tells what to enter"
    : "no label can be seen"]);
  const labelled = (element) => {
    const labels = [...element.labels ?? []];
    const by = (element.getAttribute("aria-labelledby") ?? "").split(/\s+/)
      .map((id) => id && document.getElementById(id)).filter(Boolean);
    if ([...labels, ...by].some((each) => cw.text(each) && cw.visible(each))) { return true; }
    if (element.matches("[type=search], [role=searchbox]") || element.closest("search, [role=search]")) { return true; }
    // A field in a table is told by the heads of its row and column, one beside a button by that.
    if (element.closest("td") && element.closest("table")?.querySelector("th")) { return true; }
    const box = element.parentElement;
    const near = [element.previousElementSibling, element.nextElementSibling, box?.matches("td, dd, span, div") ? box.previousElementSibling : null];
    return Boolean(element.getAttribute("aria-label") || element.title)
      && (near.some((each) => each && cw.visible(each) && cw.text(each) && cw.text(each).length < 80)
        || [...element.parentElement.childNodes].some((n) => n.nodeType === Node.TEXT_NODE && n.data.trim()));
  };
}
