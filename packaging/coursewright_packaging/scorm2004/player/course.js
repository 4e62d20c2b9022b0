/* A whole course in one SCO: a list of contents, one page at a time in a frame, and one
   conversation with the platform in which the pages' results are rolled up. */
(function (cw) {
  "use strict";

  const MOST = 100; // points of the course's raw score

  class Course {
    constructor(session, course) {
      this.session = session;
      this.frame = document.getElementById("page");
      const kept = session.readState();
      this.states = kept.items || {};
      this.rollUp = new cw.RollUp(course, this.states);
      this.at = kept.at;
    }

    begin() {
      document.querySelectorAll("[data-page]").forEach((each) =>
        each.addEventListener("click", () => this.choose(each.dataset.page)));
      const pages = this.rollUp.pages;
      const last = pages.find((each) => each.id === this.at);
      this.deliver(last && this.mayOpen(last.id) ? last : pages.find((each) => this.mayOpen(each.id)));
    }

    /* Where nothing is recorded, nothing waits either. */
    mayOpen(id) {
      return id in this.rollUp.nodes && (!this.session.writes || this.rollUp.isOpen(id));
    }

    next() {
      const pages = this.rollUp.pages;
      const after = pages[pages.indexOf(this.page) + 1];
      return after && this.mayOpen(after.id) ? after : null;
    }

    choose(id) {
      if (!this.mayOpen(id)) {
        cw.say("This page is not open yet. Complete what comes before it first.");
        return;
      }
      this.api.Terminate();
      this.deliver(this.rollUp.nodes[id].node);
    }

    deliver(page) {
      this.page = page;
      this.at = page.id;
      this.api = new cw.PageApi(this, page);
      window.API_1484_11 = this.api;
      this.frame.title = page.title;
      // The frame's history is no part of the course's: “Back” leaves the course.
      this.frame.contentWindow.location.replace(new URL(page.href, document.baseURI).href);
      this.show();
    }

    leave(request) {
      this.save();
      const choice = /^\{target=(.+)\}choice$/.exec(request);
      if (request === "suspendAll") {
        this.end();
      } else if (choice && this.mayOpen(choice[1])) {
        this.deliver(this.rollUp.nodes[choice[1]].node);
      } else if (request === "continue" && this.next()) {
        this.deliver(this.next());
      }
    }

    /* Keep and report what the course has come to; return whether the platform has it. */
    save() {
      this.write();
      this.show();
      return this.session.commit();
    }

    write() {
      if (!this.session.writes) {
        return;
      }
      if (!this.session.writeState({ at: this.at, items: this.states })) {
        cw.say("Not all answers fit into what the platform keeps. Submit before you leave.");
      }
      this.tellScore(this.rollUp.score());
      this.tellStatus();
    }

    /* Raw, min and max go with scaled: Moodle's gradebook reads nothing but raw. */
    tellScore(score) {
      if (score !== null) {
        this.session.set("cmi.score.scaled", score.toFixed(4));
        this.session.set("cmi.score.min", "0");
        this.session.set("cmi.score.max", String(MOST));
        this.session.set("cmi.score.raw", String(Number((score * MOST).toFixed(2))));
      }
    }

    /* Complete when nothing is left to do, since Moodle lets nobody answer a completed SCO again. */
    tellStatus() {
      const { rollUp, session } = this;
      session.set("cmi.progress_measure", rollUp.progress(rollUp.course).toFixed(4));
      if (rollUp.finished(rollUp.course)) {
        session.set("cmi.completion_status", "completed");
        session.set("cmi.success_status", rollUp.passed() ? "passed" : "failed");
      }
    }

    show() {
      document.querySelectorAll("[data-page]").forEach((each) => {
        const { c, s } = this.states[each.dataset.page] || {};
        const open = this.mayOpen(each.dataset.page);
        each.setAttribute("aria-disabled", String(!open));
        each.setAttribute("aria-current", each.dataset.page === this.at ? "page" : "false");
        each.querySelector("[data-state]").textContent =
          !open ? "not open yet" : s === "failed" ? "not passed" : c ? "done" : "";
      });
      const done = this.rollUp.pages.filter((each) => (this.states[each.id] || {}).c).length;
      document.getElementById("progress").textContent = done + " of " + this.rollUp.pages.length + " pages done";
    }

    end() {
      this.session.end("suspendAll");
      document.querySelectorAll("[data-page]").forEach((each) => { each.disabled = true; });
      cw.say("Saved. You can close this window now.");
    }

    /* The window goes: the page in the frame hears of it later than the course does, and a commit
       is refused by then; Terminate saves, too. */
    abandon() {
      this.api.open = false;
      this.write();
      this.session.end();
    }
  }

  function explain(session) {
    if (!session.api) {
      cw.say("This course is open outside a learning platform: nothing is recorded.");
    } else if (!session.open) {
      cw.say("The learning platform did not start recording. Close this window and open it again.");
    }
  }

  function start() {
    const session = new cw.Session(cw.findApi(window));
    session.onFailure = () => cw.say("Not saved. Check your connection, then press “Save and exit”.");
    session.start();
    const course = new Course(session, JSON.parse(document.getElementById("course").textContent));
    window.addEventListener("pagehide", () => course.abandon());
    window.addEventListener("pageshow", (event) => event.persisted && window.location.reload());
    explain(session);
    course.begin();
  }

  start();
})((window.coursewright = window.coursewright || {}));
