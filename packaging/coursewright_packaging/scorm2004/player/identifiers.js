/* What options, gaps and entries are called in records of answers. */
(function (cw) {
  "use strict";

  const LONGEST = 250;
  const LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789";

  function cleaned(id) { // Moodle takes no hyphen in short identifiers
    return id.replace(/[^A-Za-z0-9_.]/g, "_").slice(0, LONGEST);
  }

  /* The author's order, in which the page stood before it was arranged. */
  function choices(question) {
    return Array.from(cw.boxOf(question).querySelectorAll("[data-choice]"))
      .sort((a, b) => a.dataset.rank - b.dataset.rank).map((each) => each.dataset.choice);
  }

  function selectable(question, gap) {
    return Array.from(cw.boxOf(question).querySelectorAll("select"))
      .filter((each) => each.dataset.gap === gap)
      .flatMap((each) => Array.from(each.options, (option) => option.value).filter(Boolean));
  }

  const LETTERED = {
    choice: (question, id) => LETTERS.charAt(choices(question).indexOf(id)),
    gap: (question, name) => LETTERS.charAt(Object.keys(question.gaps).indexOf(name)),
    match: (question, id, gap) => LETTERS.charAt(selectable(question, gap).indexOf(id)),
  };

  /* Return the name of a choice, a gap, or a match of a gap. letters: SCORM 1.2 takes one letter
     or digit, so that of its place stands for it. */
  cw.identifier = function (kind, question, letters, id, gap) {
    return letters ? LETTERED[kind](question, id, gap) : cleaned(id);
  };
})((window.coursewright = window.coursewright || {}));
