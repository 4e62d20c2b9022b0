// A transcript that plays: times become buttons, and the line that is spoken is marked.
(() => {
  "use strict";
  const list = document.querySelector(".transcript-body");
  const player = document.querySelector("figure.video :is(video, audio)");
  if (!list || !player) { return; }
  const cues = [...list.querySelectorAll(".cue")];
  const starts = cues.map((cue) => Number(cue.dataset.start));
  let current = null;

  function play(start) {
    player.currentTime = start;
    player.play().catch(() => { /* The browser wants a click on the player first. */ });
  }

  function mark() {
    const at = starts.findLastIndex((start) => start <= player.currentTime + 0.01);
    const next = at < 0 ? null : cues[at];
    if (next === current) { return; }
    current?.removeAttribute("aria-current");
    next?.setAttribute("aria-current", "true");
    current = next;
    if (next && !player.paused) { show(next); }
  }

  // Only the list itself may move, never the page under the reader.
  function show(cue) {
    const above = cue.getBoundingClientRect().top - list.getBoundingClientRect().top;
    if (above < 0 || above > list.clientHeight - 40) { list.scrollTop += above - list.clientHeight / 3; }
  }

  for (const time of list.querySelectorAll(".cue-time")) {
    const start = Number(time.parentElement.querySelector(".cue").dataset.start);
    const button = document.createElement("button");
    button.type = "button";
    button.className = "cue-time";
    button.textContent = time.textContent;
    button.setAttribute("aria-label", `${list.dataset.play} ${time.textContent}`);
    button.addEventListener("click", () => play(start));
    time.replaceWith(button);
  }
  // A shortcut for the mouse; by keyboard, the buttons lead to every paragraph.
  cues.forEach((cue, number) => cue.addEventListener("click", () => {
    if (getSelection().isCollapsed) { play(starts[number]); }
  }));
  list.classList.add("plays");
  player.addEventListener("timeupdate", mark);
  player.addEventListener("seeked", mark);
  mark();
})();
