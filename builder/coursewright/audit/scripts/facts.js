// What tells pages and views apart: what is exposed, which colours are used, what a page holds.
(() => {
  "use strict";
  const cw = window.__coursewright;
  if (!cw || cw.facts) { return; }

  /** What assistive technology is given: equal in two views means equal there. */
  cw.exposure = () => {
    const seen = [...cw.elements()].map((each) => (cw.visible(each) ? "1" : "0")).join("");
    return cw.digest(document.documentElement.outerHTML + seen)
      + cw.frames().map((each) => each.contentWindow.__coursewright.exposure()).join();
  };

  /** The colours of texts: each different one with what is behind it. */
  cw.paints = () => [...new Set([
    ...[...cw.elements()].filter((each) => cw.hasText(each) && cw.visible(each)).map((each) => {
      const style = getComputedStyle(each);
      return [style.color, cw.background(each), style.fontSize, style.fontWeight,
        cw.opacity(each)].join("|");
    }),
    ...cw.frames().flatMap((each) => each.contentWindow.__coursewright.paints()),
  ])];

  // FNV-1a in two halves: enough to tell some thousand texts apart.
  cw.digest = (text) => {
    let [a, b] = [0x811c9dc5, 0x01000193];
    for (let i = 0; i < text.length; i++) {
      a = Math.imul(a ^ text.charCodeAt(i), 0x01000193);
      b = Math.imul(b ^ text.charCodeAt(text.length - 1 - i), 0x85ebca6b);
    }
    return `${(a >>> 0).toString(16)}-${(b >>> 0).toString(16)}-${text.length}`;
  };

  /** What is compared between pages. */
  cw.facts = () => {
    const inner = cw.isHost() ? cw.frames()[0]?.contentWindow.__coursewright : null;
    if (inner) { return inner.facts(); }
    const navs = [...document.querySelectorAll("nav, [role=navigation]")].filter(cw.exposed);
    return {
      title: document.title.trim(),
      language: document.documentElement.lang,
      structure: cw.digest([...cw.elements()].map((each) => [each.localName,
        each.getAttribute("role"), each.className, each.matches("track, img, video, audio")
          && each.getAttribute("src")].join(" ")).join("\n")),
      controls: [...document.querySelectorAll("a[id][href], button[id], input[id][type=submit]")]
        .filter((each) => cw.visible(each) && !each.closest("nav") && !cw.isHost())
        .map((each) => [each.id, each.matches("a") ? each.getAttribute("href") : each.getAttribute("formaction") ?? each.form?.getAttribute("action") ?? "",
          each.getAttribute("aria-label") ?? (cw.text(each) || each.value || "")])
        .filter(([, target, text]) => target && !target.startsWith("#") && text),
      navigation: navs.map((nav) => [
        nav.getAttribute("aria-label") ?? "",
        [...nav.querySelectorAll("a[href]")].map((link) => [cw.text(link), link.href]),
      ]),
    };
  };
})();
