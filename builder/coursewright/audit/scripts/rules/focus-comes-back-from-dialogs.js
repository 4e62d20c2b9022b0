"use strict";
{
  const cw = window.__coursewright;
  const DIALOG = "dialog, [role=dialog], [role=alertdialog]";
  cw.rule("focus-comes-back-from-dialogs", () => {
    const found = [];
    for (const button of cw.buttons()) {
      const before = new Set(open());
      if (!cw.handlers(button, "click").length) { continue; }
      cw.stay();
      button.focus();
      cw.effects(() => button.click());
      const dialog = open().find((each) => !before.has(each));
      if (!dialog || !closed(dialog)) { continue; }
      const focus = document.activeElement;
      if (!focus || focus === document.body || focus === document.documentElement || !cw.visible(focus)) {
        found.push([button, "after the dialog that it opens is closed, nothing has the focus"]);
      }
    }
    return found;
  });
  const open = () => [...cw.elements()].filter((each) => each.matches(DIALOG) && cw.visible(each));
  // By its own buttons, one after the other, as a person would.
  const closed = (dialog) => {
    for (const button of dialog.querySelectorAll("button, [role=button], input[type=button]")) {
      button.focus();
      cw.effects(() => button.click());
      if (!cw.visible(dialog)) { return true; }
    }
    return false;
  };
}
