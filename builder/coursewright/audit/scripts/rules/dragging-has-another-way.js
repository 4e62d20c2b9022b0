"use strict";
{
  const cw = window.__coursewright;
  const OTHER = "button, a[href], input, select, [role=button], [tabindex]:not([tabindex='-1'])";
  // Things that can be dragged, in a list or board without keys or buttons for the same.
  cw.rule("dragging-has-another-way", () => {
    const boards = new Map();
    for (const element of cw.elements()) {
      if (!element.matches("[draggable=true]:not(a, img)") || !cw.visible(element) || !cw.hears(element, ["dragstart"])) { continue; }
      const keys = element.tabIndex >= 0 && cw.hears(element, ["keydown", "keyup", "keypress"]);
      const board = cw.parent(element) ?? element;
      boards.set(board, (boards.get(board) ?? false) || keys || element.matches(OTHER) || Boolean(element.querySelector(OTHER)));
    }
    return [...boards].filter(([board, other]) => !other && !beside(board)).map(([board]) => [board, "what is in it can only be moved by dragging"]);
  });
  // A selection or a row of buttons directly beside the board moves what is in it.
  const beside = (board) => [board.previousElementSibling, board.nextElementSibling].some((each) =>
    each && cw.visible(each) && /\b(?:move|up|down|sort|order|place|put)\b/i.test(cw.text(each)) && (each.matches("button, select") || each.querySelector("button, select")));
}
