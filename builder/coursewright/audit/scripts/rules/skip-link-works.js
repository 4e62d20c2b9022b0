"use strict";
{
  const cw = window.__coursewright;
  cw.rule("skip-link-works", () => [...document.querySelectorAll("a[href^='#']")].filter((link) => {
    const id = decodeURIComponent(link.hash.slice(1));
    if (!id || id === "top" || !cw.exposed(link)) { return false; }
    return !document.getElementById(id) && !document.getElementsByName(id).length;
  }).map((link) => [link, `nothing on the page has the id “${decodeURIComponent(link.hash.slice(1))}”`,
    { review: !/skip|jump|go to|zum|aller|saltar|main/i.test(cw.text(link)) }]));
}
