/* Answers as cmi.interactions, in the grammar that both ADL and Moodle accept (RTE 4.2.9). */
(function (cw) {
  "use strict";

  const LONGEST_LINE = 250;
  const LONGEST_TEXT = 4000;
  const MOST_RECORDS = 36; // of choice, matching and sequencing
  const MOST_GAPS = 10;
  const MOST_PATTERNS = 5;
  const MOST_INTERACTIONS = 250;

  function shortId(id) { // Moodle takes no hyphen in short identifiers
    return id.replace(/[^A-Za-z0-9_.]/g, "_").slice(0, LONGEST_LINE);
  }

  function words(text) { // the delimiters of the grammar are no part of an answer
    return text.replace(/\[(,|\.|:)\]/g, "$1").replace(/^\{/, "(").slice(0, LONGEST_LINE);
  }

  function ids(list) {
    return list.slice(0, MOST_RECORDS).map(shortId).join("[,]");
  }

  function pairs(answer) {
    return Object.keys(answer).filter((name) => answer[name]).slice(0, MOST_RECORDS)
      .map((name) => shortId(name) + "[.]" + shortId(answer[name])).join("[,]");
  }

  function firsts(gaps) {
    return Object.keys(gaps).reduce((all, name) => Object.assign(all, { [name]: gaps[name][0] }), {});
  }

  function cases(question) {
    return "{case_matters=" + Boolean(question.exactCase) + "}";
  }

  function typedGaps(names, text) {
    return names.slice(0, MOST_GAPS).map((name) => words(text[name] || "")).join("[,]");
  }

  function decimal(text) {
    const value = cw.number(text);
    return Number.isFinite(value) ? String(value) : "";
  }

  /* type: [SCORM's name, correct response patterns of a question, an answer as a response] */
  const FORMS = {
    "multiple-choice": ["choice", (q) => [ids(q.correct)], (q, a) => (a ? ids([a]) : "")],
    "multiple-answer": ["choice", (q) => [ids(q.correct)], (q, a) => ids(a)],
    "true-false": ["true-false", (q) => q.correct, (q, a) => a],
    "short-answer": ["fill-in",
      (q) => q.accepted.slice(0, MOST_PATTERNS).map((each) => cases(q) + words(each)),
      (q, a) => words(a)],
    "blanks": ["fill-in",
      (q) => [cases(q) + "{order_matters=true}" + typedGaps(Object.keys(q.gaps), firsts(q.gaps))],
      (q, a) => typedGaps(Object.keys(q.gaps), a)],
    "dropdowns": ["matching", (q) => [pairs(firsts(q.gaps))], (q, a) => pairs(a)],
    "matching": ["matching", (q) => [pairs(firsts(q.gaps))], (q, a) => pairs(a)],
    "ordering": ["sequencing", (q) => [ids(q.order)], (q, a) => ids(a)],
    "numeric": ["numeric",
      (q) => (q.ranges.length === 1 ? [q.ranges[0].join("[:]")] : []),
      (q, a) => decimal(a)],
    "essay": ["long-fill-in", () => [], (q, a) => a.slice(0, LONGEST_TEXT)],
  };

  function result(share) {
    if (share === null) {
      return "neutral";
    }
    return share === 1 ? "correct" : share === 0 ? "incorrect" : share.toFixed(4);
  }

  /* A zone is legal only after a fraction of a second, so there is neither. */
  function now() {
    return new Date().toISOString().slice(0, 19);
  }

  cw.record = function (session, question, answer, share) {
    const n = Number(session.get("cmi.interactions._count")) || 0;
    if (!(question.type in FORMS) || !session.writes || n >= MOST_INTERACTIONS) {
      return;
    }
    const [type, patterns, response] = FORMS[question.type];
    const set = (name, value) => session.set("cmi.interactions." + n + "." + name, value);
    set("id", question.id);
    set("type", type);
    set("timestamp", now());
    patterns(question).filter(Boolean)
      .forEach((pattern, i) => set("correct_responses." + i + ".pattern", pattern));
    set("weighting", question.points);
    const given = response(question, answer);
    if (given) {
      set("learner_response", given);
    }
    set("result", result(share));
    set("description", question.title.slice(0, LONGEST_LINE));
  };
})((window.coursewright = window.coursewright || {}));
