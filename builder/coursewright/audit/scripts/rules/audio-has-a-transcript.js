"use strict";
{
  const cw = window.__coursewright;
  const WORDS = /\b(?:transcript|transcription|text version|in words|read (?:it|what|along)|lyrics|abschrift|transkript|transcription|transcripción)\b/i;
  // Sound that says nothing needs no words, when the page tells that it says nothing.
  const WORDLESS = /\b(?:no words|without words|wordless|instrumental|tune|melody|tone|music|sound effect)\b/i;
  const ENOUGH = 25; // letters; less is no transcript
  cw.rule("audio-has-a-transcript", () => [...cw.elements()].filter((element) =>
    element.matches("audio[controls]") && cw.exposed(element) && !told(element))
    .map((element) => [element, "what it says cannot be read"]));
  // A sound that is named like the section in which it stands reads that section aloud.
  const section = (audio) => {
    const name = audio.getAttribute("aria-label")?.trim();
    const place = name && [...cw.ancestors(audio)].slice(0, 3).find((above) => [...above.children].some((each) =>
      each.matches("h1, h2, h3, h4, h5, h6, summary") && cw.text(each).trim() === name));
    return Boolean(place) && cw.text(place).trim().length >= name.length + ENOUGH;
  };
  const told = (audio) => {
    if (section(audio)) { return true; }
    if (audio.querySelector("track[kind=captions][src], track[kind=subtitles][src]")) { return true; }
    const named = ["aria-describedby", "aria-details"].flatMap((name) =>
      (audio.getAttribute(name) ?? "").split(/\s+/)).map((id) => id && document.getElementById(id));
    if (named.some(Boolean)) { return named.some((each) => each && cw.text(each).length >= ENOUGH); }
    return near(audio).some((place) => WORDLESS.test(cw.text(place)) && cw.text(place).length < 200
      || [...place.querySelectorAll("a[href]"), ...place.matches("a[href]") ? [place] : []]
        .some((link) => WORDS.test(`${cw.text(link)} ${link.getAttribute("href").replace(/[-_/.]/g, " ")}`))
      || written(place));
  };
  // What belongs to it: the block that holds it, and the three that come next.
  const near = (audio) => {
    const block = audio.closest("figure, li, td, dd, p, div") ?? audio;
    const found = [block];
    for (let next = block.nextElementSibling; next && found.length < 4; next = next.nextElementSibling) {
      found.push(next);
    }
    if (block.previousElementSibling) { found.push(block.previousElementSibling); }
    if (audio !== block) {
      for (let next = audio.nextElementSibling; next; next = next.nextElementSibling) { found.push(next); }
    }
    return found;
  };
  const written = (place) => {
    const text = cw.text(place);
    if (!WORDS.test(text.slice(0, 60))) { return false; }
    return text.length >= 60 + ENOUGH || text.replace(WORDS, "").length >= ENOUGH
      || cw.text(place.nextElementSibling ?? place).length >= 2 * ENOUGH && place.nextElementSibling !== null;
  };
}
