/* What is kept between sessions, as text that fits into the platform's element. */
(function (cw) {
  "use strict";

  /* Moodle takes neither of the two line separators that JSON leaves as they are. */
  function asText(state) {
    return JSON.stringify(state)
      .replace(/[\u2028\u2029]/g, (sign) => "\\u" + sign.charCodeAt(0).toString(16));
  }

  function answerSheets(state) {
    return Object.entries(state || {}).flatMap(([name, value]) => {
      if (typeof value !== "object") {
        return [];
      }
      return name === "answers" ? [value] : answerSheets(value);
    });
  }

  function dropLongest(sheets) {
    const every = sheets.flatMap((sheet) => Object.keys(sheet)
      .map((id) => ({ sheet, id, length: JSON.stringify(sheet[id]).length })));
    const longest = every.sort((a, b) => b.length - a.length)[0];
    if (longest) {
      delete longest.sheet[longest.id];
    }
    return Boolean(longest);
  }

  /* Attempts and scores are worth more than answers, so the longest answers are left out. */
  cw.fitted = function (state, limit) {
    const text = asText(state);
    if (text.length <= limit) {
      return { text, whole: true };
    }
    const copy = JSON.parse(text);
    const sheets = answerSheets(copy);
    while (asText(copy).length > limit && dropLongest(sheets)) {
      // the next longest
    }
    return { text: asText(copy), whole: false };
  };
})((window.coursewright = window.coursewright || {}));
