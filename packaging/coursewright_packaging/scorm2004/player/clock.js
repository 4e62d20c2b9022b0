/* The time of an attempt. It runs from the start of the attempt, also while the page is closed:
   the moment of the start is kept with the answers. */
(function (cw) {
  "use strict";

  const TOLD = [300, 60]; // seconds before the end at which the time is said aloud

  cw.seconds = function () {
    return Math.floor(Date.now() / 1000);
  };

  function shown(seconds) {
    return Math.floor(seconds / 60) + ":" + String(seconds % 60).padStart(2, "0");
  }

  function minutes(count) {
    return count + (count === 1 ? " minute" : " minutes");
  }

  cw.limitText = function (limit) {
    return "Time limit: " + minutes(limit) + ". The time runs from the start, also while this page is closed.";
  };

  cw.Clock = class {
    /* limit: minutes. started: seconds since 1970. onEnd: called once, when the time is over. */
    constructor(limit, started, onEnd) {
      this.length = 60 * limit;
      this.started = started;
      this.onEnd = onEnd;
      this.last = this.left();
    }

    left() { // a clock that was put back gives no more than the whole time
      return Math.min(this.length, Math.max(0, this.started + this.length - cw.seconds()));
    }

    run() {
      this.timer = window.setInterval(() => this.tick(), 1000);
      this.tick();
    }

    stop() {
      window.clearInterval(this.timer);
      cw.show("time", false);
    }

    tick() {
      const left = this.left();
      document.getElementById("time").textContent = "Time left: " + shown(left);
      cw.show("time", true);
      TOLD.filter((mark) => this.last > mark && left <= mark)
        .forEach((mark) => cw.say(minutes(mark / 60) + " left."));
      this.last = left;
      if (left === 0) {
        this.stop();
        this.onEnd();
      }
    }
  };
})((window.coursewright = window.coursewright || {}));
