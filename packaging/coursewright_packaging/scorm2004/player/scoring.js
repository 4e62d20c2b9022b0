/* Judge one answer: the share of the points that it earns, 0..1, or null when nobody can tell.

   An answer is a string, a list of ids, or an object from gap to string, by the question's type. */
(function (cw) {
  "use strict";

  const SAME = 1e-9; // relative; decimal fractions are not exact in binary

  function sameSet(left, right) {
    return left.length === right.length && left.every((each) => right.includes(each));
  }

  function plain(text, exactCase) {
    const words = String(text).normalize("NFC").trim().replace(/\s+/g, " ");
    return exactCase ? words : words.toLowerCase();
  }

  cw.acceptedIndex = function (accepted, text, exactCase) {
    const given = plain(text, exactCase);
    return accepted.findIndex((each) => plain(each, exactCase) === given);
  };

  cw.number = function (text) {
    const written = String(text).trim().replace(",", ".");
    return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(written) ? Number(written) : NaN;
  };

  cw.rangeIndex = function (ranges, text) {
    const value = cw.number(text);
    return ranges.findIndex(function ([low, high]) {
      const slack = SAME * Math.max(1, Math.abs(low), Math.abs(high));
      return value >= low - slack && value <= high + slack;
    });
  };

  function shares(question, right, all) {
    return question.partial ? right / all : Number(right === all);
  }

  function gaps(question, answer, fits) {
    const names = Object.keys(question.gaps);
    return shares(question, names.filter((name) => fits(name, answer[name] || "")).length, names.length);
  }

  function listed(question, answer) {
    return gaps(question, answer, (name, given) => question.gaps[name].includes(given));
  }

  const JUDGES = {
    "multiple-choice": (question, answer) => Number(question.correct.includes(answer)),
    "true-false": (question, answer) => Number(question.correct.includes(answer)),
    "multiple-answer": function (question, answer) {
      const right = answer.filter((each) => question.correct.includes(each)).length;
      if (!question.partial || !question.correct.length) {
        return Number(sameSet(answer, question.correct));
      }
      return Math.max(0, (2 * right - answer.length) / question.correct.length);
    },
    "short-answer": (question, answer) =>
      Number(cw.acceptedIndex(question.accepted, answer, question.exactCase) >= 0),
    "numeric": (question, answer) => Number(cw.rangeIndex(question.ranges, answer) >= 0),
    "blanks": (question, answer) => gaps(question, answer, (name, given) =>
      cw.acceptedIndex(question.gaps[name], given, question.exactCase) >= 0),
    "dropdowns": listed,
    "matching": listed,
    "ordering": (question, answer) =>
      shares(question, question.order.filter((id, n) => answer[n] === id).length, question.order.length),
  };

  cw.scores = function (question) {
    return question.type in JUDGES;
  };

  cw.judge = function (question, answer) {
    return cw.scores(question) ? JUDGES[question.type](question, answer) : null;
  };
})((window.coursewright = window.coursewright || {}));
