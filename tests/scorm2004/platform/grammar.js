/* Stands between a page and the platform, and refuses what either ADL's data model or Moodle's
   refuses; scorm-again takes more than both. A grammar answers an error code, "0" for good. */
"use strict";
window.grammars = (function () {
  const whole = (form) => new RegExp("^(?:" + form + ")$");
  const list = (record, separator, most) =>
    record + "(?:" + separator + record + "){0," + (most - 1) + "}";

  // SCORM 2004: RTE 4.2; Moodle's texts have one line and never begin with a brace of their own.
  const SHORT = "[\\w.]{1,250}";
  const DECIMAL = "-?\\d{1,5}(?:\\.\\d{1,18})?";
  const SHARE = "(?:0(?:\\.\\d{1,18})?|1(?:\\.0{1,18})?)";
  const GAP = "(?:(?!\\[(?:,|\\.|:)\\])[^\\n\\r\\u2028\\u2029]){0,250}";
  const FILL_IN = "(?!\\{)" + list(GAP, "\\[,\\]", 10);
  const PAIR = SHORT + "\\[\\.\\]" + SHORT;
  const DURATION = "PT(?=\\d)(?:\\d+H)?(?:\\d+M)?(?:\\d+(?:\\.\\d{1,2})?S)?";
  const MOMENT = "20(?:[0-2]\\d|3[0-8])-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\\d|3[01])"
    + "T(?:[01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d";

  const ELEMENTS_2004 = {
    "cmi\\.session_time": DURATION,
    "cmi\\.location": ".{0,1000}",
    "cmi\\.suspend_data": ".{0,64000}",
    "cmi\\.exit": "suspend|normal",
    "cmi\\.completion_status": "completed|incomplete",
    "cmi\\.success_status": "passed|failed",
    "cmi\\.progress_measure": SHARE,
    "cmi\\.score\\.scaled": "-?" + SHARE,
    "cmi\\.score\\.(?:raw|min|max)": DECIMAL,
    "cmi\\.interactions\\.\\d+\\.id": "\\S{0,3999}[A-Za-z0-9]",
    "cmi\\.interactions\\.\\d+\\.type":
      "true-false|choice|fill-in|long-fill-in|matching|sequencing|numeric",
    "cmi\\.interactions\\.\\d+\\.timestamp": MOMENT,
    "cmi\\.interactions\\.\\d+\\.weighting": DECIMAL,
    "cmi\\.interactions\\.\\d+\\.result":
      "correct|incorrect|unanticipated|neutral|-?\\d{1,4}(?:\\.\\d{1,18})?",
    "cmi\\.interactions\\.\\d+\\.latency": DURATION,
    "cmi\\.interactions\\.\\d+\\.description": "[^{].{0,249}",
    "adl\\.nav\\.request": "continue|suspendAll|\\{target=\\S{0,200}[A-Za-z0-9]\\}choice",
  };
  const RESPONSES_2004 = {
    "true-false": "true|false",
    "choice": list(SHORT, "\\[,\\]", 36),
    "fill-in": FILL_IN,
    "long-fill-in": "(?!\\{).{0,4000}",
    "matching": list(PAIR, "\\[,\\]", 36),
    "sequencing": list(SHORT, "\\[,\\]", 36),
    "numeric": DECIMAL,
  };
  const PATTERNS_2004 = Object.assign({}, RESPONSES_2004, {
    "fill-in": "(?:\\{case_matters=(?:true|false)\\})?(?:\\{order_matters=(?:true|false)\\})?" + FILL_IN,
    "numeric": "(?:" + DECIMAL + ")?\\[:\\](?:" + DECIMAL + ")?",
  });

  // SCORM 1.2: RTE 3.4 and its appendix A; options and targets are single letters or digits.
  const SIGN = "[a-z0-9]";
  const UPTO_999 = "\\d{1,3}(?:\\.\\d{1,2})?";
  const TIMESPAN = "\\d{2,4}:[0-5]\\d:[0-5]\\d(?:\\.\\d{1,2})?";

  const ELEMENTS_12 = {
    "cmi\\.core\\.session_time": TIMESPAN,
    "cmi\\.core\\.lesson_location": ".{0,255}",
    "cmi\\.core\\.lesson_status": "passed|completed|failed|incomplete|browsed",
    "cmi\\.core\\.exit": "time-out|suspend|logout|",
    "cmi\\.core\\.score\\.(?:raw|min|max)": "100(?:\\.0{1,2})?|\\d{1,2}(?:\\.\\d{1,2})?",
    "cmi\\.suspend_data": "[^]{0,4096}",
    "cmi\\.interactions\\.\\d+\\.id": "[\\w.-]{1,255}",
    "cmi\\.interactions\\.\\d+\\.type": "true-false|choice|fill-in|matching|sequencing|numeric",
    "cmi\\.interactions\\.\\d+\\.time": "(?:[01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d(?:\\.\\d{1,2})?",
    "cmi\\.interactions\\.\\d+\\.weighting": UPTO_999,
    "cmi\\.interactions\\.\\d+\\.result": "correct|wrong|unanticipated|neutral|" + UPTO_999,
    "cmi\\.interactions\\.\\d+\\.latency": TIMESPAN,
  };
  const RESPONSES_12 = {
    "true-false": "[01tf]",
    "choice": SIGN + "|\\{" + list(SIGN, ",", 36) + "\\}",
    "fill-in": ".{0,255}",
    "matching": list(SIGN + "\\." + SIGN, ",", 36),
    "sequencing": list(SIGN, ",", 36),
    "numeric": "-?\\d+(?:\\.\\d+)?",
  };

  function grammar(elements, responses, patterns, response) {
    const forms = Object.entries(elements).map(([name, value]) => [whole(name), whole(value)]);
    const types = {};
    const known = new Set();

    function judged(n, element, value) { // correct_responses.i.pattern and the response
      const form = element === response ? responses[types[n]] : patterns[types[n]];
      return !form ? "408" : whole(form).test(value) ? "0" : "406";
    }

    return function (name, value) {
      const [, n, element] = /^cmi\.interactions\.(\d+)\.(.+)$/.exec(name) || [];
      if (n !== undefined && element !== "id" && !known.has(n)) {
        return "408";
      }
      if (element === response || /^correct_responses\.\d+\.pattern$/.test(element)) {
        return judged(n, element, value);
      }
      const form = forms.find(([key]) => key.test(name));
      if (!form) {
        return "401";
      }
      if (element === "type") {
        types[n] = value;
      }
      if (element === "id") {
        known.add(n);
      }
      return form[1].test(value) ? "0" : "406";
    };
  }

  return {
    scorm2004: () => grammar(ELEMENTS_2004, RESPONSES_2004, PATTERNS_2004, "learner_response"),
    scorm12: () => grammar(ELEMENTS_12, RESPONSES_12, RESPONSES_12, "student_response"),
  };
})();
