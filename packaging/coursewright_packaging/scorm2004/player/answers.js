/* Read answers from the form and put them back into it. */
(function (cw) {
  "use strict";

  function inputs(box) {
    return Array.from(box.querySelectorAll("input[type=radio], input[type=checkbox]"));
  }

  function gapControls(box) {
    return Array.from(box.querySelectorAll("[data-gap]"));
  }

  function textControl(box) {
    return box.querySelector(".line input, .essay textarea");
  }

  const ONE = {
    read: (box) => inputs(box).filter((each) => each.checked).map((each) => each.value)[0] || "",
    write: (box, answer) => inputs(box).forEach((each) => { each.checked = each.value === answer; }),
  };
  const SEVERAL = {
    read: (box) => inputs(box).filter((each) => each.checked).map((each) => each.value).sort(),
    write: (box, answer) => inputs(box).forEach((each) => { each.checked = answer.includes(each.value); }),
  };
  const TEXT = {
    read: (box) => textControl(box).value,
    write: (box, answer) => { textControl(box).value = answer; },
  };
  const GAPS = {
    read: (box) => gapControls(box).reduce(
      (all, each) => Object.assign(all, { [each.dataset.gap]: each.value }), {}),
    write: (box, answer) => gapControls(box).forEach((each) => {
      each.value = answer[each.dataset.gap] || "";
    }),
  };
  const ORDER = {
    read: (box) => Array.from(box.querySelectorAll("li[data-choice]"), (each) => each.dataset.choice),
    write: (box, answer) => answer.forEach((id) => {
      const entry = box.querySelector('li[data-choice="' + id + '"]');
      entry.parentNode.appendChild(entry);
    }),
  };
  const NONE = { read: () => "", write: () => {} };

  const KINDS = {
    "multiple-choice": ONE, "true-false": ONE, "multiple-answer": SEVERAL, "short-answer": TEXT,
    "numeric": TEXT, "essay": TEXT, "blanks": GAPS, "dropdowns": GAPS, "matching": GAPS,
    "ordering": ORDER,
  };

  cw.boxOf = function (question) {
    return document.querySelector('[data-question="' + question.id + '"]');
  };

  cw.readAnswer = function (question) {
    return (KINDS[question.type] || NONE).read(cw.boxOf(question));
  };

  cw.writeAnswer = function (question, answer) {
    (KINDS[question.type] || NONE).write(cw.boxOf(question), answer);
  };

  cw.isAnswered = function (question, answer) {
    if (!(question.type in KINDS)) {
      return true;
    }
    const parts = typeof answer === "object" ? Object.values(answer) : [answer];
    return parts.length > 0 && parts.every((part) => String(part).trim() !== "");
  };
})((window.coursewright = window.coursewright || {}));
