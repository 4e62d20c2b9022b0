"use strict";
{
  const cw = window.__coursewright;
  const SHORT = 5;
  cw.rule("nothing-plays-by-itself", () => [...cw.elements()].flatMap((element) => {
    if (element.matches("marquee, blink")) { return [[element, "it moves and cannot be stopped"]]; }
    if (!element.matches("audio[autoplay], video[autoplay]")) { return []; }
    const endless = element.loop || !(element.duration <= SHORT);
    const loud = !element.muted && element.matches(":not([muted])");
    if (loud && !element.controls && !(element.duration <= 3)) {
      return [[element, "it plays sound by itself and has no controls"]];
    }
    if (element.matches("video") && endless && !element.controls && cw.visible(element)) {
      return [[element, "it moves by itself for longer than five seconds and cannot be stopped"]];
    }
    return [];
  }));
}
