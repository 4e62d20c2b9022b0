"use strict";
{
  const cw = window.__coursewright;
  const LONGEST = 200; // letters; what is longer is no message but content
  const LIVE = "[role=status], [role=alert], [role=log], [role=timer], [role=progressbar], [role=marquee], output, [aria-live=polite], [aria-live=assertive], [role=dialog], [role=alertdialog], dialog";
  cw.rule("messages-are-announced", () => {
    const found = new Map();
    const buttons = cw.buttons().filter((each) => !each.matches("summary, [role=tab], [aria-expanded], [aria-controls], [aria-haspopup]")
      && !/\b(?:show|hide|more|less|menu|open|close|next|previous|back|add|move|play|stop|pause|theme|dark|light)\b/i.test(cw.text(each)));
    if (!buttons.length) { return []; }
    cw.stay();
    for (const button of buttons) {
      const told = cw.effects(() => button.click());
      for (const record of told.records) {
        const place = record.target.nodeType === Node.ELEMENT_NODE ? record.target : record.target.parentElement;
        const written = record.type === "characterData" || [...record.addedNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
        if (!written || !place?.isConnected || button.contains(place) || silent(place)) { continue; }
        const old = [...record.removedNodes].map((node) => node.textContent).join("") + (record.oldValue ?? "");
        if (cw.text(place).length > LONGEST || old.trim() && !/message|status|toast|result|score|state/i.test(`${place.id} ${place.className}`)) { continue; }
        if (place.contains(document.activeElement) && document.activeElement !== document.body) { continue; }
        found.set(place, `“${cw.text(button)}” writes “${cw.text(place).slice(0, 60)}” here, and nothing announces it`);
      }
    }
    return [...found];
  });
  const silent = (place) => {
    if (!cw.visible(place) || !cw.exposed(place) || place.matches("h1, title, button, label, option, textarea, code, pre")) { return true; }
    return Boolean(place.closest(LIVE)) && place.closest("[aria-live]")?.getAttribute("aria-live") !== "off";
  };
}
