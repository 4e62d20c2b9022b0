/* A test: attempts, time, saving, handing in, score. The page decides itself whether it is passed,
   because not every platform compares the score with the manifest's pass mark. */
(function (cw) {
  "use strict";

  const FRESH = { attempt: 1, answers: {}, done: false, best: 0, last: 0, sum: 0 };

  class Test {
    constructor(session, key) {
      this.session = session;
      this.key = key;
      this.form = document.getElementById("test");
      this.state = Object.assign({}, FRESH, session.readState());
    }

    begin() {
      this.form.addEventListener("submit", (event) => { event.preventDefault(); this.submit(); });
      this.form.addEventListener("input", (event) => this.changed(event));
      cw.watchMoves((event) => this.changed(event));
      cw.onClick("retry", () => this.retry());
      cw.onClick("begin", () => this.startAttempt());
      if (this.waitsForStart()) {
        this.wait();
        return;
      }
      this.lay();
      this.watchTime();
      if (this.state.done) {
        this.reveal();
        cw.showContinue(this.session);
      }
    }

    waitsForStart() {
      return this.key.minutes !== null && !this.state.started && !this.state.done && this.mayAnswer();
    }

    /* Who has not started the clock does not see the questions yet. */
    wait() {
      this.form.querySelectorAll("[data-question], #submit").forEach((each) => { each.hidden = true; });
      document.getElementById("time").textContent = cw.limitText(this.key.minutes);
      cw.show("time", true);
      cw.show("begin", true);
    }

    startAttempt() {
      cw.show("begin", false);
      this.state.started = cw.seconds();
      this.lay();
      this.save();
      this.session.commit(); // the start of the clock must not be lost
      this.watchTime();
      this.report("Attempt " + this.state.attempt + ".");
    }

    watchTime() {
      if (this.key.minutes !== null && !this.state.done && this.mayAnswer()) {
        this.clock = new cw.Clock(this.key.minutes, this.state.started, () => this.timeIsOver());
        this.clock.run();
      }
    }

    timeIsOver() {
      if (!this.state.done && this.mayAnswer()) {
        this.overtime = true;
        this.handIn(this.read());
      }
    }

    /* Arrange the attempt; what was answered before comes back. */
    lay() {
      const seed = [this.session.get("cmi.learner_id"), this.key.id, this.state.attempt].join("/");
      this.questions = cw.drawQuestions(this.key, seed);
      cw.layOut(this.key, this.questions, seed);
      this.questions.filter((each) => each.id in this.state.answers)
        .forEach((each) => cw.writeAnswer(each, this.state.answers[each.id]));
      this.shown = Date.now();
      this.latencies = this.knownAnswers();
      this.lock(this.state.done || (this.session.open && !this.session.writes));
    }

    /* What was answered in an earlier session has no latency that anybody could tell. */
    knownAnswers() {
      const { answers } = this.state;
      return this.questions.filter((each) => each.id in answers && cw.isAnswered(each, answers[each.id]))
        .reduce((all, each) => Object.assign(all, { [each.id]: undefined }), {});
    }

    /* Note how long the first answer took, and keep everything. */
    changed(event) {
      const box = event.target.closest("[data-question]");
      const id = box ? box.dataset.question : "";
      if (id && !(id in this.latencies)) {
        this.latencies[id] = (Date.now() - this.shown) / 1000;
      }
      this.save();
    }

    lock(locked) {
      this.questions.forEach((each) => { cw.boxOf(each).disabled = locked; });
      document.getElementById("submit").disabled = locked;
      document.getElementById("submit").hidden = this.state.done;
      cw.show("retry", this.state.done && this.attemptsLeft() > 0 && this.mayAnswer());
    }

    mayAnswer() {
      return this.session.writes || !this.session.open;
    }

    attemptsLeft() {
      return this.key.attempts === null ? Infinity : this.key.attempts - this.state.attempt;
    }

    read() {
      return this.questions.reduce(
        (all, each) => Object.assign(all, { [each.id]: cw.readAnswer(each) }), {});
    }

    save() {
      this.state.answers = this.read();
      this.warned = false;
      if (!this.session.writeState(this.state) && this.session.writes) {
        cw.say("Not all answers fit into what the platform keeps. Submit before you leave.");
      }
      this.session.commitSoon();
    }

    submit() {
      const answers = this.read();
      const open = this.questions.filter((each) => !cw.isAnswered(each, answers[each.id]));
      if (open.length && !this.warned) {
        this.warned = true;
        this.report(open.length === 1 ? "One question has no answer yet." : open.length + " questions have no answer yet.",
          "Press “Submit answers” again to hand in as it is.");
        return;
      }
      this.handIn(answers);
    }

    handIn(answers) {
      if (this.clock) {
        this.clock.stop();
      }
      const shares = this.questions.map((each) => cw.judge(each, answers[each.id]));
      this.questions.forEach((each, n) =>
        cw.record(this.session, each, answers[each.id], shares[n], this.latencies[each.id]));
      const earned = this.scaled(shares);
      const { best, sum, attempt } = this.state;
      Object.assign(this.state, {
        answers, done: true, last: earned, best: Math.max(best, earned), sum: sum + earned,
      });
      this.session.writeState(this.state);
      this.tell(this.final(attempt));
      this.lock(true);
      this.reveal();
    }

    points() {
      return this.questions.filter(cw.scores).reduce((sum, each) => sum + each.points, 0);
    }

    scaled(shares) {
      const earned = this.questions.reduce((sum, each, n) => sum + (shares[n] || 0) * each.points, 0);
      return this.points() ? earned / this.points() : 0;
    }

    final(attempt) {
      const kept = { highest: this.state.best, latest: this.state.last, average: this.state.sum / attempt };
      return kept[this.key.keep];
    }

    passed(score) {
      return this.key.mastery === null || score >= this.key.mastery - 1e-9;
    }

    /* Raw, min and max go with scaled: Moodle's gradebook reads nothing but raw. */
    tell(score) {
      if (this.key.scored && this.points()) {
        this.session.set("cmi.score.scaled", score.toFixed(4));
        this.session.set("cmi.score.min", "0");
        this.session.set("cmi.score.max", String(this.points()));
        this.session.set("cmi.score.raw", String(Number((score * this.points()).toFixed(4))));
      }
      cw.complete(this.session, this.passed(score) ? "passed" : "failed");
    }

    showsAnswers() {
      const late = this.key.showAnswers.startsWith("after-last") || this.key.showAnswers === "after-due";
      return this.key.showAnswers !== "never" && (!late || this.attemptsLeft() <= 0);
    }

    /* An author's remarks follow every attempt; right answers only when the policy lets them. */
    reveal() {
      this.questions.filter((each) => each.id in this.state.answers).forEach((each) => {
        const answer = this.state.answers[each.id];
        const share = cw.judge(each, answer);
        cw.showFeedback(each, answer, share);
        if (share !== null && share !== 1 && this.showsAnswers()) {
          cw.showSolution(each);
        }
      });
      this.report(this.overtime ? "The time is over: your answers were handed in." : "", this.verdict(), this.advice());
    }

    verdict() {
      if (!this.points()) {
        return "Your answers are handed in.";
      }
      const percent = (share) => Math.round(share * 1000) / 10 + " %";
      const mark = this.key.mastery === null ? ""
        : (this.passed(this.state.last) ? " Passed" : " Not passed") + " (pass mark " + percent(this.key.mastery) + ").";
      return "Your score: " + percent(this.state.last) + "." + mark;
    }

    advice() {
      const left = this.attemptsLeft();
      if (left === Infinity) {
        return "You may try again as often as you like.";
      }
      return left > 0 ? "Attempts left: " + left + "." : "";
    }

    report(...sentences) {
      const box = document.getElementById("result");
      box.textContent = sentences.filter(Boolean).join(" ");
      box.focus();
    }

    retry() {
      Object.assign(this.state, { attempt: this.state.attempt + 1, answers: {}, done: false });
      this.overtime = false;
      this.questions.forEach((each) => { cw.hideFeedback(each); cw.hideSolution(each); });
      this.form.reset();
      this.startAttempt();
    }
  }

  cw.startTest = function (session) {
    new Test(session, JSON.parse(document.getElementById("key").textContent)).begin();
  };
})((window.coursewright = window.coursewright || {}));
