"use strict";
{
  const cw = window.__coursewright;
  cw.rule("skip-link-works", () => [...trapped(), ...dead()]);
  // Links before the content that nothing leads past: no landmark, no heading, no link that skips.
  const MANY = 4;
  const trapped = () => {
    if (window !== top) { return []; }
    const marked = [...cw.elements()].some((each) => each.matches("main, [role=main], nav, [role=navigation], h1, h2, h3, h4, h5, h6, [role=heading]") && cw.exposed(each));
    const links = [...document.querySelectorAll("a[href]")].filter(cw.exposed);
    const skips = links.slice(0, 3).some((link) => link.hash.length > 1 && link.getAttribute("href").startsWith("#")
      && document.getElementById(decodeURIComponent(link.hash.slice(1))));
    return !marked && !skips && links.length >= MANY ? [[document.body, "no heading, landmark or link leads past what every page repeats"]] : [];
  };
  const dead = () => [...document.querySelectorAll("a[href^='#']")].filter((link) => {
    const id = decodeURIComponent(link.hash.slice(1));
    if (!id || id === "top" || !cw.exposed(link)) { return false; }
    return !document.getElementById(id) && !document.getElementsByName(id).length;
  }).map((link) => [link, `nothing on the page has the id “${decodeURIComponent(link.hash.slice(1))}”`,
    { review: !/skip|jump|go to|zum|aller|saltar|main/i.test(cw.text(link)) }]);
}
