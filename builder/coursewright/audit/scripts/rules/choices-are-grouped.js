"use strict";
{
  const cw = window.__coursewright;
  // Radio buttons of one name answer one question; checkboxes of one name do, too.
  cw.rule("choices-are-grouped", () => {
    const groups = new Map();
    for (const element of cw.elements()) {
      if (!element.matches("input[type=radio][name], input[type=checkbox][name]")) { continue; }
      if (!cw.exposed(element)) { continue; }
      const key = `${element.type} ${element.name}`;
      groups.set(key, [...groups.get(key) ?? [], element]);
    }
    const GROUP = "fieldset, [role=radiogroup], [role=group]";
    return [...groups.values()].filter((all) => all.length > 1 && !all[0].closest(GROUP))
      .map((all) => [all[0], "the question is not told with this choice"]);
  });
}
