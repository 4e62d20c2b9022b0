"use strict";
{
  const cw = window.__coursewright;
  cw.rule("page-can-be-zoomed", () => [...cw.overflow(), ...cw.cutOff().map((each) => [each, "a part of its text is cut off"]),
    ...forbidden()]);
  const forbidden = () => [...document.querySelectorAll("meta[name=viewport]")].filter((meta) => {
    const content = meta.content.replace(/\s/g, "").toLowerCase();
    const most = /maximum-scale=([\d.]+)/.exec(content);
    return /user-scalable=(?:no|0)/.test(content) || most && Number(most[1]) < 2;
  }).map((meta) => [meta, "it forbids zooming"]);
}
