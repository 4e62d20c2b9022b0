// Search in a dialog; the index is loaded when somebody searches for the first time.
(() => {
  "use strict";
  const LONGEST = 12;
  const root = document.body.dataset.root;
  const dialog = document.getElementById("search");
  const input = document.getElementById("query");
  const list = dialog.querySelector(".results");
  const status = dialog.querySelector("[role=status]");
  let index;

  function script(name) {
    return new Promise((resolve, reject) => {
      const element = document.createElement("script");
      element.src = `${root}theme/${name}.js`;
      element.onload = resolve;
      element.onerror = reject;
      document.head.append(element);
    });
  }

  async function load() {
    await Promise.all([script("minisearch"), script("documents")]);
    const made = new MiniSearch({
      fields: ["title", "text"],
      storeFields: ["title", "place", "href", "text"],
      searchOptions: { boost: { title: 3 }, prefix: true, fuzzy: 0.2 },
    });
    made.addAll(window.courseDocuments);
    return made;
  }

  async function find() {
    const query = input.value.trim();
    index ??= load();
    const found = query ? (await index).search(query) : [];
    if (query !== input.value.trim()) { return; }
    list.replaceChildren(...found.slice(0, LONGEST).map(line));
    status.textContent = summary(query, found.length);
  }

  function summary(query, count) {
    if (!query) { return ""; }
    return count ? `${dialog.dataset.results}: ${count}` : dialog.dataset.nothing;
  }

  function line(hit) {
    const item = document.createElement("li");
    const link = document.createElement("a");
    link.href = root + hit.href;
    link.append(
      element("strong", hit.title),
      element("small", hit.place),
      excerpt(hit.text, hit.terms),
    );
    item.append(link);
    return item;
  }

  function element(name, text) {
    const made = document.createElement(name);
    made.textContent = text;
    return made;
  }

  // The text around the first word that was found.
  function excerpt(text, terms) {
    const lower = text.toLowerCase();
    const places = terms.map((term) => lower.indexOf(term)).filter((place) => place >= 0);
    const at = places.length ? Math.min(...places) : 0;
    const start = at > 40 ? text.indexOf(" ", at - 40) + 1 : 0;
    const shown = document.createElement("span");
    shown.append(start ? "… " : "", ...marked(text.slice(start, start + 150), terms));
    if (text.length > start + 150) { shown.append(" …"); }
    return shown;
  }

  function marked(text, terms) {
    const escaped = terms.map((term) => term.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
    const parts = escaped.length ? text.split(new RegExp(`(${escaped.join("|")})`, "giu")) : [text];
    return parts.map((part, number) => (number % 2 ? element("mark", part) : part));
  }

  function open() {
    if (dialog.open) { return; }
    dialog.showModal();
    input.select();
  }

  // Arrow keys go from the field through the results and back.
  function move(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) { return; }
    const stops = [input, ...list.querySelectorAll("a")];
    const at = stops.indexOf(document.activeElement) + step;
    event.preventDefault();
    stops[Math.max(0, Math.min(at, stops.length - 1))].focus();
  }

  document.getElementById("open-search").addEventListener("click", open);
  document.getElementById("close-search").addEventListener("click", () => dialog.close());
  // With a modifier, because single letters belong to those who speak to their machine.
  document.addEventListener("keydown", (event) => {
    if (event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      open();
    }
  });
  input.addEventListener("input", find);
  dialog.addEventListener("keydown", move);
  // At once, also from a field that would only empty itself.
  dialog.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      event.preventDefault();
      dialog.close();
    }
  });
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) { dialog.close(); }
  });
  dialog.querySelector("form").addEventListener("submit", (event) => {
    event.preventDefault();
    list.querySelector("a")?.click();
  });
  document.getElementById("open-search").hidden = false;
})();
