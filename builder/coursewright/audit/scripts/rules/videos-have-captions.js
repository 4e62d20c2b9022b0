"use strict";
{
  const cw = window.__coursewright;
  cw.rule("videos-have-captions", () => [...cw.elements()].flatMap((element) => {
    if (!element.matches("video") || !cw.exposed(element)) { return []; }
    const tracks = [...element.querySelectorAll("track")];
    const captions = tracks.filter((each) => ["captions", "subtitles"].includes(each.kind) && each.getAttribute("src"));
    if (captions.length) {
      const dead = captions.filter((each) => each.readyState === 3);
      return dead.map(() => [element, "its captions cannot be loaded"]);
    }
    if (silent(element)) { return []; }
    return [[element, "it has no track of captions"]];
  }));
  // A video that plays without sound or is decided to be decoration has nothing to caption.
  const silent = (video) => video.muted && video.hasAttribute("muted") && !video.controls;
}
