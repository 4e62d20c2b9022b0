/* A platform of SCORM 1.2 behind the interface of SCORM 2004, so that the player speaks one
   language. Names, vocabularies and sizes are those of SCORM 1.2 RTE 3.4; what 1.2 has no
   element for is kept here, for this page alone. */
(function (cw) {
  "use strict";

  const LONGEST_SUSPEND_DATA = 4096;
  const LONGEST_LINE = 255;
  const DECIMAL = /^\d{1,3}(\.\d{1,2})?$/; // Moodle takes no more digits

  const READ = {
    "cmi.mode": "cmi.core.lesson_mode",
    "cmi.entry": "cmi.core.entry",
    "cmi.location": "cmi.core.lesson_location",
    "cmi.suspend_data": "cmi.suspend_data",
    "cmi.learner_id": "cmi.core.student_id",
    "cmi.interactions._count": "cmi.interactions._count",
  };
  const COMPLETION = {
    passed: "completed", completed: "completed", failed: "completed",
    incomplete: "incomplete", browsed: "incomplete", "not attempted": "not attempted",
  };
  const INTERACTION = {
    id: (value) => ["id", value],
    type: (value) => ["type", value === "long-fill-in" ? "fill-in" : value],
    timestamp: (value) => ["time", value.slice(11, 19)],
    weighting: (value) => DECIMAL.test(value) && ["weighting", value],
    latency: (value) => ["latency", timespan(value)],
    result: (value) => ["result", value === "incorrect" ? "wrong"
      : DECIMAL.test(value) ? value : value.replace(/^(\d+\.\d\d)\d+$/, "$1")],
  };

  /* PT3.5S -> 0000:00:03.50 */
  function timespan(duration) {
    const seconds = Number(/^PT([\d.]+)S$/.exec(duration)[1]);
    const two = (number) => String(Math.floor(number)).padStart(2, "0");
    const hours = String(Math.min(9999, Math.floor(seconds / 3600))).padStart(4, "0");
    const rest = (seconds % 60).toFixed(2).padStart(5, "0");
    return hours + ":" + two((seconds % 3600) / 60) + ":" + rest;
  }

  /* `a[,]b` of 2004 as `{a,b}` or `a,b`; a number is one number, no range (RTE 3.4.7). */
  function response(type, value) {
    const plain = value.replace(/^(\{\w+=\w+\})+/, "").replace(/\[,\]/g, ",").replace(/\[\.\]/g, ".");
    if (type === "true-false") {
      return value.charAt(0);
    }
    if (type === "choice" && plain.includes(",")) {
      return "{" + plain + "}";
    }
    if (type === "numeric") {
      const [low, high] = value.split("[:]");
      return high === undefined || low === high ? low : "";
    }
    return plain.slice(0, LONGEST_LINE);
  }

  class Scorm12 {
    constructor(api) {
      this.api = api;
      this.kept = {};
      this.types = {};
      this.suspendLimit = LONGEST_SUSPEND_DATA;
      this.letters = true; // options are single letters and digits
      this.navigates = false; // a page cannot ask for another one
    }

    Initialize() { return this.api.LMSInitialize(""); }
    Terminate() { return this.api.LMSFinish(""); }
    Commit() { return this.api.LMSCommit(""); }

    GetValue(element) {
      if (element in READ) {
        return String(this.api.LMSGetValue(READ[element]));
      }
      if (!(element in this.kept)) {
        this.readStatus();
      }
      return element in this.kept ? this.kept[element] : "";
    }

    readStatus() {
      const status = String(this.api.LMSGetValue("cmi.core.lesson_status"));
      this.kept["cmi.completion_status"] = COMPLETION[status] || "unknown";
      this.kept["cmi.success_status"] = status === "passed" || status === "failed" ? status : "unknown";
    }

    SetValue(element, value) {
      const record = /^cmi\.interactions\.(\d+)\.(.+)$/.exec(element);
      if (record) {
        return this.setInteraction(record[1], record[2], value);
      }
      const [name, text] = this.translated(element, value) || [];
      this.kept[element] = value;
      return name ? this.api.LMSSetValue(name, text) : "true";
    }

    translated(element, value) {
      switch (element) {
        case "cmi.completion_status": return ["cmi.core.lesson_status", this.status({ completion: value })];
        case "cmi.success_status": return ["cmi.core.lesson_status", this.status({ success: value })];
        case "cmi.score.scaled": return ["cmi.core.score.raw", String(Number((100 * value).toFixed(2)))];
        case "cmi.score.min": return ["cmi.core.score.min", "0"];
        case "cmi.score.max": return ["cmi.core.score.max", "100"];
        case "cmi.exit": return ["cmi.core.exit", value === "suspend" ? "suspend" : ""];
        case "cmi.session_time": return ["cmi.core.session_time", timespan(value)];
        case "cmi.location": return ["cmi.core.lesson_location", value.slice(0, LONGEST_LINE)];
        case "cmi.suspend_data": return [element, value];
      }
      return null;
    }

    /* One word for completion and success: only what has a score passes or fails. */
    status({ completion, success }) {
      const completed = (completion || this.GetValue("cmi.completion_status")) === "completed";
      const outcome = success || this.GetValue("cmi.success_status");
      if (!completed) {
        return "incomplete";
      }
      return this.isScored() && outcome !== "unknown" ? outcome : "completed";
    }

    isScored() {
      return "cmi.score.scaled" in this.kept || String(this.api.LMSGetValue("cmi.core.score.raw")) !== "";
    }

    setInteraction(n, element, value) {
      if (element === "type") {
        this.types[n] = value;
      }
      const place = "cmi.interactions." + n + ".";
      if (element === "learner_response" || element.startsWith("correct_responses.")) {
        const text = response(this.types[n], value);
        const name = element.replace("learner_", "student_");
        return text ? this.api.LMSSetValue(place + name, text) : "true";
      }
      const [name, text] = (INTERACTION[element] && INTERACTION[element](value)) || [];
      return name ? this.api.LMSSetValue(place + name, text) : "true";
    }
  }

  cw.scorm12 = (api) => new Scorm12(api);
})((window.coursewright = window.coursewright || {}));
