// How forms refuse what is typed into them: tried once for all rules about errors.
(() => {
  "use strict";
  const cw = window.__coursewright;
  if (!cw || cw.refusals) { return; }
  const TEXT = "input:not([type]), input[type=text], input[type=email], input[type=tel], input[type=number], input[type=url], input[type=date], input[type=password], textarea";
  const TRIED = ["", "xyz", "999999999", "a text that is much longer than anything that was asked for"];
  let known = null;

  /** What forms with checks of their own refuse: field, message, its place, and what it names. */
  cw.refusals = () => {
    known ??= [...cw.elements()].filter((form) => form.matches("form") && cw.visible(form)
      && cw.handlers(form, "submit").length).flatMap(tried);
    return known;
  };

  function tried(form) {
    const fields = [...form.querySelectorAll(TEXT)].filter((each) => cw.visible(each) && !each.disabled);
    const found = [];
    cw.stay();
    for (const value of fields.length ? TRIED : []) {
      for (const field of fields) { field.value = value; }
      let refused = false;
      const watch = (event) => { refused = event.defaultPrevented; };
      form.addEventListener("submit", watch);
      const told = cw.effects(() => form.dispatchEvent(new SubmitEvent("submit", { bubbles: true, cancelable: true })));
      form.removeEventListener("submit", watch);
      if (refused) { found.push(judged(fields, value, told)); }
    }
    return found.length ? [found.find((each) => !each.message) ?? found[0]] : [];
  }

  function judged(fields, value, told) {
    const places = [...told.targets].map((each) => (each.nodeType === Node.ELEMENT_NODE ? each : each.parentElement))
      .filter((each) => each?.isConnected && cw.visible(each) && cw.text(each) && !each.matches("input, textarea, select"));
    const written = told.records.filter((each) => each.type !== "attributes").map((each) => (
      each.target.nodeType === Node.ELEMENT_NODE ? each.target : each.target.parentElement));
    const place = places.find((each) => written.includes(each)) ?? places[0] ?? null;
    const message = place && cw.text(place).length < 400 ? cw.text(place) : "";
    const marked = fields.find((each) => each.getAttribute("aria-invalid") === "true");
    const field = marked ?? fields.find((each) => each.value !== value) ?? fields[0];
    const labels = fields.map((each) => [...each.labels ?? []].map(cw.text).join(" ").replace(/\([^)]*\)|[*:]/g, "").trim()).filter(Boolean);
    const first = (label) => label.toLowerCase().split(/[^\p{L}]+/u).filter((word) => word.length > 3)[0];
    const names = labels.some((label) => message.toLowerCase().includes(label.toLowerCase())
      || first(label) && message.toLowerCase().includes(first(label)));
    const bare = labels.reduce((text, label) => text.replace(label, ""), message);
    return { field, message, bare, names, marked: Boolean(marked), place: place ?? field };
  }
})();
