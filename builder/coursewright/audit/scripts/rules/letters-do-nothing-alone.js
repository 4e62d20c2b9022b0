"use strict";
{
  const cw = window.__coursewright;
  const KEYS = [..."abcdefghijklmnopqrstuvwxyz0123456789,.-+#/?"];
  // A letter that does something wherever the focus is; nothing else is pressed with it.
  cw.rule("letters-do-nothing-alone", () => {
    const everywhere = [document, window, document.body, document.documentElement];
    const listens = everywhere.some((each) => ["keydown", "keypress", "keyup"].some((kind) => cw.handlers(each, kind).length));
    if (!listens) { return []; }
    cw.stay();
    for (const key of KEYS) {
      const told = cw.effects(() => {
        for (const kind of ["keydown", "keypress", "keyup"]) {
          document.body.dispatchEvent(new KeyboardEvent(kind, { key, code: code(key), bubbles: true,
            cancelable: true, keyCode: key.toUpperCase().charCodeAt(0), which: key.toUpperCase().charCodeAt(0) }));
        }
      });
      const changed = [...told.targets].find((each) => each.nodeType === Node.ELEMENT_NODE || each.parentElement);
      if (changed || told.scrolled) {
        const element = changed?.nodeType === Node.ELEMENT_NODE ? changed : changed?.parentElement ?? document.body;
        return [[element, `the key “${key}” alone changes it, wherever the focus is`]];
      }
    }
    return [];
  });
  const code = (key) => (/[a-z]/.test(key) ? `Key${key.toUpperCase()}` : /\d/.test(key) ? `Digit${key}` : "");
}
