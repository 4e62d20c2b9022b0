"use strict";
{
  const cw = window.__coursewright;
  cw.rule("fields-have-visible-labels", () => [...cw.elements()].filter((element) => {
    if (!element.matches("input:not([type=hidden], [type=submit], [type=button], [type=reset], [type=image]), select, textarea")
      || !cw.visible(element) || !cw.exposed(element)) { return false; }
    return !labelled(element);
  }).map((element) => [element, element.placeholder ? "a placeholder is all that tells what to enter"
    : "no label can be seen"]));
  const labelled = (element) => {
    const labels = [...element.labels ?? []];
    const by = (element.getAttribute("aria-labelledby") ?? "").split(/\s+/)
      .map((id) => id && document.getElementById(id)).filter(Boolean);
    if ([...labels, ...by].some((each) => cw.text(each) && cw.visible(each))) { return true; }
    if (element.matches("[type=search], [role=searchbox]") || element.closest("search, [role=search]")) { return true; }
    // A field in a table is told by the heads of its row and column, one beside a button by that.
    if (element.closest("td") && element.closest("table")?.querySelector("th")) { return true; }
    const near = [element.previousElementSibling, element.nextElementSibling, element.parentElement?.previousElementSibling];
    return Boolean(element.getAttribute("aria-label") || element.title)
      && (near.some((each) => each && cw.visible(each) && cw.text(each) && cw.text(each).length < 80)
        || [...element.parentElement.childNodes].some((n) => n.nodeType === Node.TEXT_NODE && n.data.trim()));
  };
}
