// Which pages the reader has finished: kept in this browser only, sent nowhere.
(() => {
  "use strict";
  const { course, item, total, done: doneWord, progress: sentence } = document.body.dataset;
  const key = `coursewright-progress:${course}`;
  const finished = new Set(read());

  function read() {
    try {
      const kept = JSON.parse(localStorage.getItem(key));
      return Array.isArray(kept) ? kept : [];
    } catch {
      return [];
    }
  }

  function keep() {
    try {
      localStorage.setItem(key, JSON.stringify([...finished]));
    } catch { /* The marks last as long as the page. */ }
  }

  function show() {
    for (const link of document.querySelectorAll("a[data-item]")) {
      mark(link, finished.has(link.dataset.item));
    }
    for (const line of document.querySelectorAll(".progress")) {
      const number = Math.min(finished.size, Number(total));
      line.querySelector("progress").value = number;
      line.querySelector("span").textContent =
        sentence.replace("{number}", number).replace("{total}", total);
      line.hidden = number === 0;
    }
  }

  function mark(link, isFinished) {
    link.querySelector(".tick")?.remove();
    if (!isFinished) { return; }
    const tick = document.createElement("span");
    const word = document.createElement("span");
    tick.className = "tick";
    tick.dataset.icon = "check";
    word.className = "sr-only";
    word.textContent = ` (${doneWord})`;
    tick.append(word);
    link.append(tick);
  }

  function setUpBox() {
    const box = document.getElementById("finished");
    if (!box) { return; }
    box.checked = finished.has(item);
    box.addEventListener("change", () => {
      if (box.checked) { finished.add(item); } else { finished.delete(item); }
      keep();
      show();
    });
    box.closest("[hidden]").hidden = false;
  }

  // The home page knows all items: marks of those that the course no longer has go away there.
  function setUpStart() {
    const start = document.getElementById("start");
    if (!start) { return; }
    const links = [...document.querySelectorAll("a[data-item]")];
    const known = new Set(links.map((link) => link.dataset.item));
    for (const id of finished) {
      if (!known.has(id)) { finished.delete(id); }
    }
    const next = links.find((link) => !finished.has(link.dataset.item));
    if (finished.size && next) {
      start.href = next.href;
      start.textContent = start.dataset.continue;
    }
  }

  setUpBox();
  setUpStart();
  show();
})();
