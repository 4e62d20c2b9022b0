"use strict";
{
  const cw = window.__coursewright;
  cw.rule("page-fits-320-pixels", () => [...cw.overflow(),
    ...cw.cutOff().map((each) => [each, "a part of its text is cut off"])]);
}
