"use strict";
{
  const cw = window.__coursewright;
  cw.rule("page-fits-320-pixels", () => cw.overflow());
}
