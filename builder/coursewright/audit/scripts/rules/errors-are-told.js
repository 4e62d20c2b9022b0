"use strict";
{
  const cw = window.__coursewright;
  cw.rule("errors-are-told", () => cw.refusals().filter(({ message, marked, names }) =>
    !message && !marked || message && !marked && !names)
    .map(({ field, message }) => [field, message ? `the message “${message.slice(0, 80)}” does not say which field is meant`
      : "what is typed here is refused, and no text says so"]));
}
