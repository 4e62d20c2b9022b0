"use strict";
{
  const cw = window.__coursewright;
  // The commonest short words of a language, which stand in every text of some length.
  const WORDS = Object.entries({
    en: "the and of to in is that it for you with are this not on be as have by from",
    de: "der die das und ist nicht sie ein eine zu den mit auf für von dem sich wird werden im",
    fr: "le la les des et est une dans pour que qui sur pas avec vous ce sont par du au de je ne nous il elle on mais ou être avant cette aux l d qu c",
    es: "el la los las y es una en para que con por no del se su como más este un de a lo al le ya pero porque esta cuando muy sin sobre también hay están hemos",
    it: "il la gli e è una di che per non con del si come più sono questo le un della",
    nl: "de het een en is van niet dat op te voor met zijn in u er aan worden deze bij",
    pt: "o a os as e é uma em para que com por não do da se como mais este um",
  }).map(([tag, words]) => [tag, new Set(words.split(" "))]);
  const ENOUGH = 24; // words; fewer say nothing
  cw.rule("language-is-that-of-the-text", () => {
    const found = [...invalid()];
    const groups = new Map();
    for (const element of cw.elements()) {
      if (!element.matches("p, li, blockquote, td, dd, figcaption, h2, h3, [lang]:not(html, body, main, article, section, div)") || !cw.exposed(element)
        || element.closest("pre, code") || element.querySelector("p, li")) { continue; }
      const words = spoken(element);
      const lang = declared(element);
      if (!words.length || !lang) { continue; }
      const whole = groups.get(lang) ?? { words: [], element };
      whole.words.push(...words);
      groups.set(lang, whole);
      const own = guess(words, lang);
      if (words.length >= 12 && own && own !== lang && known(lang)) {
        found.push([element, `the text is in “${own}”, but “${lang}” is declared`]);
      }
    }
    for (const [lang, { words }] of groups) {
      const own = words.length >= ENOUGH && guess(words, lang);
      if (own && own !== lang && lang === declared(document.documentElement) && known(lang)) {
        return [...found.filter(([each]) => each === document.documentElement),
          [document.documentElement, `the text is in “${own}”, but “${lang}” is declared`]];
      }
    }
    return found;
  });
  const known = (lang) => WORDS.some(([tag]) => tag === lang);
  const declared = (element) => (element.closest("[lang]")?.getAttribute("lang") ?? "").split("-")[0].toLowerCase();
  // Letters beside digits, as in sums and names of versions, are no words.
  const WORD = /(?<![\p{L}\p{N}])\p{L}+(?![\p{L}\p{N}])/gu;
  // What stands in it with a language of its own is judged by itself.
  const spoken = (element) => {
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    const texts = [];
    while (walker.nextNode()) {
      if (walker.currentNode.parentElement.closest("[lang]") === element.closest("[lang]")) { texts.push(walker.currentNode.data); }
    }
    return texts.join(" ").toLowerCase().match(WORD) ?? [];
  };
  const guess = (words, lang) => {
    const scores = WORDS.map(([tag, set]) => [words.filter((word) => set.has(word)).length / words.length, tag])
      .sort((a, b) => b[0] - a[0]);
    const here = scores.find(([, tag]) => tag === lang)?.[0] ?? 0;
    return scores[0][0] >= 0.22 && scores[0][0] >= 2 * here ? scores[0][1] : null;
  };
  const invalid = () => [...cw.elements()].filter((element) => {
    const lang = element.getAttribute("lang");
    if (!lang || !element.textContent.trim()) { return false; }
    try { return !Intl.getCanonicalLocales(lang).length || !/^[a-z]{2,3}(?:-|$)/i.test(lang); } catch { return true; }
  }).map((element) => [element, `“${element.getAttribute("lang")}” is no language tag`]);
}
