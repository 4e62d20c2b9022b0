/* Pages without a test. `view`: complete when the end of the page came into sight, which on a
   short page is at once; `mark`: complete when the learner says so. The button is always there
   for those who read without scrolling. */
(function (cw) {
  "use strict";

  const DONE = "You have completed this page.";

  /* A test is never finished so: its attempts are counted in what the platform keeps. */
  function finish(session) {
    session.finished = true;
    if (session.completed()) {
      cw.showContinue(session);
    } else {
      cw.complete(session, "passed");
    }
    cw.say(session.open ? DONE : "");
  }

  function whenEndIsSeen(action) {
    const watcher = new IntersectionObserver(function (entries) {
      if (entries.some((entry) => entry.isIntersecting)) {
        watcher.disconnect();
        action();
      }
    });
    watcher.observe(document.getElementById("end"));
  }

  function scrolled() {
    const page = document.scrollingElement;
    const way = page.scrollHeight - page.clientHeight;
    return way > 0 ? Math.min(1, page.scrollTop / way) : 1;
  }

  function keepPlace(session) {
    let furthest = Number(session.get("cmi.progress_measure")) || 0;
    window.addEventListener("scroll", function () {
      const here = scrolled();
      session.set("cmi.location", here.toFixed(3));
      if (here > furthest && !session.completed()) {
        furthest = here;
        // All of it is for the page to report: a platform completes a page by this measure.
        session.set("cmi.progress_measure", Math.min(0.99, here).toFixed(2));
      }
      session.commitSoon();
    }, { passive: true });
  }

  function returnToPlace(session) {
    const place = Number(session.get("cmi.location"));
    const page = document.scrollingElement;
    if (session.resumed && place > 0 && place < 1 && !window.location.hash) {
      page.scrollTop = place * (page.scrollHeight - page.clientHeight);
    }
  }

  cw.startReading = function (session, completes) {
    returnToPlace(session);
    keepPlace(session);
    if (session.completed()) {
      finish(session);
      return;
    }
    cw.show("mark", session.writes);
    cw.onClick("mark", () => finish(session));
    if (completes === "view" && session.writes) {
      whenEndIsSeen(() => finish(session));
    }
  };
})((window.coursewright = window.coursewright || {}));
