/* One conversation with the platform: initialise, read, write, commit, terminate.

   Nothing is written unless the mode is normal: Moodle overwrites a finished score in review. */
(function (cw) {
  "use strict";

  const COMMIT_DELAY = 1500; // milliseconds; platforms freeze when every keystroke is committed
  const LONGEST_SUSPEND_DATA = 64000; // characters, RTE 4.2.24

  cw.Session = class {
    constructor(api) {
      this.api = api;
      this.open = false;
      this.written = {};
      this.started = Date.now();
      this.finished = false; // nothing is left to come back to
      this.limit = (api && api.suspendLimit) || LONGEST_SUSPEND_DATA;
      this.letters = Boolean(api && api.letters);
      this.navigates = !api || api.navigates !== false;
      this.onFailure = function () {};
    }

    start() {
      this.open = Boolean(this.api) && this.succeeded(this.api.Initialize(""));
      const mode = this.get("cmi.mode");
      this.writes = this.open && (mode === "" || mode === "normal"); // Open edX gives no mode
      this.resumed = this.get("cmi.entry") === "resume";
      // Early, because a window that dies keeps its data only when exit is already `suspend`.
      this.set("cmi.exit", "suspend");
      if (!this.completed() && this.get("cmi.completion_status") !== "incomplete") {
        this.set("cmi.completion_status", "incomplete");
      }
      this.commit();
      return this.open;
    }

    completed() {
      return this.get("cmi.completion_status") === "completed";
    }

    get(element) {
      return this.open ? String(this.api.GetValue(element)) : "";
    }

    set(element, value) {
      const text = String(value);
      if (!this.writes || this.written[element] === text) {
        return true;
      }
      const done = this.succeeded(this.api.SetValue(element, text));
      if (done) {
        this.written[element] = text;
        this.unsaved = true;
      }
      return done;
    }

    readState() {
      try {
        return JSON.parse(this.get("cmi.suspend_data")) || {};
      } catch (notOurs) {
        return {};
      }
    }

    /* Return whether all of it is kept. */
    writeState(state) {
      const { text, whole } = cw.fitted(state, this.limit);
      return text.length <= this.limit && this.set("cmi.suspend_data", text) && whole;
    }

    commitSoon() {
      window.clearTimeout(this.timer);
      this.timer = window.setTimeout(() => this.commit(), COMMIT_DELAY);
    }

    commit() {
      window.clearTimeout(this.timer);
      if (!this.writes || !this.unsaved) {
        return true;
      }
      this.unsaved = !this.succeeded(this.api.Commit(""));
      if (this.unsaved) {
        this.onFailure();
      }
      return !this.unsaved;
    }

    end(request) {
      if (!this.open) {
        return;
      }
      const seconds = Math.max(0, Math.round((Date.now() - this.started) / 1000));
      this.set("cmi.session_time", "PT" + seconds + "S");
      this.set("cmi.exit", this.finished && request !== "suspendAll" ? "normal" : "suspend");
      if (request && this.open) {
        this.api.SetValue("adl.nav.request", request);
      }
      // Browsers refuse a commit's synchronous request while a page is left; Terminate saves, too.
      if (request) {
        this.commit();
      }
      this.open = false;
      this.writes = false;
      this.api.Terminate("");
    }

    succeeded(answer) {
      return String(answer) === "true";
    }
  };
})((window.coursewright = window.coursewright || {}));
