"use strict";
{
  const cw = window.__coursewright;
  // Drawings can be read: one that is nothing but words on a plain ground could have been text.
  cw.rule("pictures-are-not-of-text", () => [...cw.elements()].filter((element) => {
    if (!cw.visible(element) || element.closest("[class*=logo], [id*=logo]")) { return false; }
    const address = source(element);
    return Boolean(address) && !/logo/i.test(address) && onlyWords(address);
  }).map((element) => [element, "this picture holds nothing but words"]));
  const source = (element) => {
    const given = element.matches("img, input[type=image]") ? element.getAttribute("src") : element.matches("[role=img], button, a[href]")
      ? /url\("?([^")]+)"?\)/.exec(getComputedStyle(element).backgroundImage)?.[1] : null;
    if (!given) { return null; }
    const full = new URL(given, document.baseURI);
    const drawing = /\.svg$/i.test(full.pathname) || full.href.startsWith("data:image/svg+xml");
    return drawing && (full.origin === location.origin || full.protocol === "data:") ? full.href : null;
  };
  const onlyWords = (address) => {
    try {
      const request = new XMLHttpRequest();
      request.open("GET", address, false);
      request.send();
      const drawing = new DOMParser().parseFromString(request.responseText, "image/svg+xml");
      const words = [...drawing.querySelectorAll("text")].map((each) => each.textContent).join(" ").match(/\p{L}{2,}/gu) ?? [];
      const grounds = drawing.querySelectorAll("rect").length;
      return words.length >= 2 && grounds <= 1
        && !drawing.querySelector("path, circle, ellipse, line, polyline, polygon, image, use, foreignObject");
    } catch { return false; }
  };
}
