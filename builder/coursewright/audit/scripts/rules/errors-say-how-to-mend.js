"use strict";
{
  const cw = window.__coursewright;
  const HOW = /\d|\b(?:such as|for example|e\.g|for instance|must|should|has to|needs? to|write|enter|type|choose|pick|select|use|make|try|like|format|between|at least|at most|no more|no less|only|allowed|did you mean|is empty|is missing|is required|are:?)\b|[“"‘«]/i;
  cw.rule("errors-say-how-to-mend", () => cw.refusals().filter(({ message, bare, names, marked }) =>
    message && (names || marked) && !HOW.test(bare))
    .map(({ place, message }) => [place, `the message “${message.slice(0, 80)}” does not say how to mend it`]));
}
