"use strict";
{
  const cw = window.__coursewright;
  const EMPTY = new Set(("here|click|click here|click this|press here|tap here|more|read more|learn more|see more|more info|"
    + "more information|more details|details|info|link|this link|this|this page|page|go here|read on|"
    + "see here|download here|url|hier|klicken sie hier|hier klicken|mehr|mehr erfahren|"
    + "weiterlesen|aquí|haga clic aquí|más|leer más|ici|cliquez ici|plus|en savoir plus|lire la suite|qui|clicca qui")
    .split("|"));
  const ADDRESS = /^(?:https?:\/\/|www\.)\S+$/i;
  const RAW = /^[\w.~-]*\/\S*(?:[?&=#]|\.\w{2,5}\?|\/\S*\/)\S*$/; // a path with more than one part
  cw.rule("link-text-says-where", () => {
    const found = [];
    for (const link of cw.elements()) {
      if (!link.matches("a[href], [role=link]") || !cw.exposed(link) || !cw.visible(link)) { continue; }
      const name = named(link);
      const bare = name.toLowerCase().replace(/[\s.…!>»→:,]+$/u, "").replace(/^[\s»→>]+/u, "").trim();
      if (EMPTY.has(bare)) { found.push([link, `“${name}” does not say where it leads`, { review: around(link) }]); }
      else if (RAW.test(name) && !ADDRESS.test(name) && name.length > 24 && !link.querySelector("code")) {
        found.push([link, "an address is read out letter by letter"]);
      } else if (ADDRESS.test(name) && name.length > 40) {
        found.push([link, "an address is read out letter by letter", { review: true }]);
      }
    }
    return [...found, ...alike().filter(([link]) => !found.some(([each]) => each === link))];
  });
  // Links of one word or two that lead to several places, with nothing in their block but the link.
  const alike = () => {
    const groups = new Map();
    for (const link of cw.elements()) {
      if (!link.matches("a[href]") || !cw.exposed(link) || !cw.visible(link)) { continue; }
      const name = named(link).toLowerCase();
      const block = link.closest("li, p, td, dd, div, section, article");
      const row = link.closest("tr, article, section[aria-labelledby], [role=listitem]");
      if (!name || name.split(" ").length > 2 || around(link) || link.closest("nav, td, header, footer")) { continue; }
      if (!block || cw.text(block).toLowerCase() !== name || row && cw.text(row).length < 400 && row.querySelector("h2, h3, h4, h5, th")) { continue; }
      groups.set(name, [...groups.get(name) ?? [], link]);
    }
    return [...groups.values()].filter((links) => new Set(links.map((link) => link.href)).size > 1)
      .flatMap((links) => links.map((link) => [link, `${links.length} links say “${named(link)}” and lead to different places`]));
  };
  const named = (link) => {
    const by = link.getAttribute("aria-labelledby");
    if (by) {
      return by.split(/\s+/).map((id) => cw.text(document.getElementById(id) ?? link)).join(" ");
    }
    const alts = [...link.querySelectorAll("img[alt]")].map((image) => image.alt).join(" ");
    return (link.getAttribute("aria-label") ?? `${cw.text(link)} ${alts}`).trim();
  };
  // What 2.4.4 lets count as well: a description, the head of the cell. The sentence around is
  // read only by who looks for it, so it does not excuse a bare word.
  const around = (link) => Boolean(link.getAttribute("aria-describedby")
    || link.getAttribute("title") && link.title.trim().length > 12);
}
