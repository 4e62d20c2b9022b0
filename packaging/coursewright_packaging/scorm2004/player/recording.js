/* Answers as cmi.interactions, in the grammar that both ADL and Moodle accept (RTE 4.2.9). */
(function (cw) {
  "use strict";

  const LONGEST_LINE = 250;
  const LONGEST_TEXT = 4000;
  const MOST_RECORDS = 36; // of choice, matching and sequencing
  const MOST_GAPS = 10;
  const MOST_PATTERNS = 5;
  const MOST_INTERACTIONS = 250;
  const LONGEST_LATENCY = 100 * 3600; // seconds; a page that lay open for days tells nothing
  const DECIMAL = /^-?\d{1,5}(\.\d{1,18})?$/; // Moodle takes no more digits

  /* Moodle takes one line only, and none that begins like the mark of a language. */
  function line(text, longest) {
    return String(text).trim().replace(/\s+/g, " ").replace(/^\{/, "(").slice(0, longest);
  }

  function words(text) { // the delimiters of the grammar are no part of an answer
    return line(String(text).replace(/\[(,|\.|:)\]/g, "$1"), LONGEST_LINE);
  }

  function names(list, q, letters) {
    return list.slice(0, MOST_RECORDS).map((id) => cw.identifier("choice", q, letters, id)).filter(Boolean);
  }

  const ids = (list, q, letters) => names(list, q, letters).join("[,]");
  const unordered = (list, q, letters) => names(list, q, letters).sort().join("[,]");

  function pairs(answer, q, letters) {
    return Object.keys(answer).filter((name) => answer[name]).slice(0, MOST_RECORDS)
      .map((name) => [cw.identifier("gap", q, letters, name),
        cw.identifier("match", q, letters, answer[name], name)])
      .filter((pair) => pair.every(Boolean)).map((pair) => pair.join("[.]")).join("[,]");
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
    const value = Number(cw.number(text).toPrecision(12));
    return DECIMAL.test(String(value)) ? String(value) : "";
  }

  function range([low, high]) {
    const ends = [decimal(low), decimal(high)];
    return ends.every(Boolean) ? ends.join("[:]") : "";
  }

  /* type: [SCORM's name, correct response patterns of a question, an answer as a response] */
  const FORMS = {
    "multiple-choice": ["choice", (q, l) => [ids(q.correct, q, l)], (q, a, l) => (a ? ids([a], q, l) : "")],
    "multiple-answer": ["choice", (q, l) => [unordered(q.correct, q, l)], (q, a, l) => unordered(a, q, l)],
    "true-false": ["true-false", (q) => q.correct, (q, a) => a],
    "short-answer": ["fill-in",
      (q) => q.accepted.slice(0, MOST_PATTERNS).map((each) => cases(q) + words(each)),
      (q, a) => words(a)],
    "blanks": ["fill-in",
      (q) => [cases(q) + "{order_matters=true}" + typedGaps(Object.keys(q.gaps), firsts(q.gaps))],
      (q, a) => typedGaps(Object.keys(q.gaps), a)],
    "dropdowns": ["matching", (q, l) => [pairs(firsts(q.gaps), q, l)], (q, a, l) => pairs(a, q, l)],
    "matching": ["matching", (q, l) => [pairs(firsts(q.gaps), q, l)], (q, a, l) => pairs(a, q, l)],
    "ordering": ["sequencing", (q, l) => [ids(q.order, q, l)], (q, a, l) => ids(a, q, l)],
    "numeric": ["numeric",
      (q) => (q.ranges.length === 1 ? [range(q.ranges[0])] : []),
      (q, a) => decimal(a)],
    "essay": ["long-fill-in", () => [], (q, a) => line(a, LONGEST_TEXT)],
    "large number": ["fill-in", () => [], (q, a) => words(a)],
  };

  /* A number that the grammar of numbers cannot hold is recorded as it was typed. */
  function formOf(question, answer) {
    const large = question.type === "numeric" && Number.isFinite(cw.number(answer)) && !decimal(answer);
    return FORMS[large ? "large number" : question.type];
  }

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

  function elements(question, answer, share, seconds, letters) {
    const [type, patterns, response] = formOf(question, answer);
    const correct = patterns(question, letters).filter(Boolean)
      .map((pattern, i) => ["correct_responses." + i + ".pattern", pattern]);
    return [
      ["id", question.id],
      ["type", type],
      ["timestamp", now()],
      ...correct,
      ["weighting", decimal(question.points)],
      ["learner_response", response(question, answer, letters)],
      ["result", result(share)],
      ["latency", seconds === undefined ? "" : "PT" + Math.min(seconds, LONGEST_LATENCY).toFixed(1) + "S"],
      ["description", line(question.title, LONGEST_LINE)],
    ].filter(([, value]) => value !== "");
  }

  /* Record an answer. share: what it earns, 0..1 or null. seconds: from being shown until it was
     first answered; undefined when that was in an earlier session. */
  cw.record = function (session, question, answer, share, seconds) {
    const n = Number(session.get("cmi.interactions._count")) || 0;
    if (question.type in FORMS && session.writes && n < MOST_INTERACTIONS) {
      elements(question, answer, share, seconds, session.letters)
        .forEach(([name, value]) => session.set("cmi.interactions." + n + "." + name, value));
    }
  };
})((window.coursewright = window.coursewright || {}));
