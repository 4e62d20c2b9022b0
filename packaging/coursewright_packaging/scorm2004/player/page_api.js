/* The API that a page finds in a course of one SCO: the course answers in the platform's place.
   Records of answers go on to the platform; everything else is kept by the course. */
(function (cw) {
  "use strict";

  const RECORDS = "cmi.interactions.";
  const CHOICE = /^adl\.nav\.request_valid\.choice\.\{target=(.+)\}$/;

  const READ = {
    "cmi.mode": (state, course) => course.session.get("cmi.mode") || "normal",
    "cmi.learner_id": (state, course) => course.session.get("cmi.learner_id"),
    "cmi.entry": (state) => (state.seen ? "resume" : "ab-initio"),
    "cmi.completion_status": (state) => (state.c ? "completed" : state.seen ? "incomplete" : "unknown"),
    "cmi.success_status": (state) => state.s || "unknown",
    "cmi.progress_measure": (state) => (state.p === undefined ? "" : String(state.p)),
    "cmi.location": (state) => state.l || "",
    "cmi.suspend_data": (state) => (state.d ? JSON.stringify(state.d) : ""),
    "adl.nav.request_valid.continue": (state, course) => String(Boolean(course.next())),
  };
  const KEEP = {
    "cmi.completion_status": (state, value) => { state.c = Number(value === "completed"); state.seen = 1; },
    "cmi.success_status": (state, value) => { state.s = value; },
    "cmi.score.scaled": (state, value) => { state.m = Number(value); },
    "cmi.progress_measure": (state, value) => { state.p = Number(value); },
    "cmi.location": (state, value) => { state.l = value; },
    "cmi.suspend_data": (state, value) => { state.d = JSON.parse(value); },
  };

  cw.PageApi = class {
    constructor(course, page) {
      this.course = course;
      this.page = page;
      this.request = "";
      this.open = false;
      this.letters = course.session.letters;
    }

    state() {
      const { states } = this.course;
      states[this.page.id] = states[this.page.id] || {};
      return states[this.page.id];
    }

    Initialize() {
      this.open = this.course.page === this.page;
      return String(this.open);
    }

    GetValue(element) {
      const choice = CHOICE.exec(element);
      if (choice) {
        return String(this.course.mayOpen(choice[1]));
      }
      if (element.startsWith(RECORDS)) {
        return this.course.session.get(element);
      }
      return element in READ ? READ[element](this.state(), this.course) : "";
    }

    SetValue(element, value) {
      if (!this.open) {
        return "false";
      }
      if (element.startsWith(RECORDS)) {
        return String(this.course.session.set(element, value));
      }
      if (element === "adl.nav.request") {
        this.request = value;
      } else if (element in KEEP) {
        KEEP[element](this.state(), value);
      }
      return "true";
    }

    Commit() {
      return String(this.course.save());
    }

    Terminate() {
      if (this.open) {
        this.open = false;
        this.course.leave(this.request);
      }
      return "true";
    }
  };
})((window.coursewright = window.coursewright || {}));
