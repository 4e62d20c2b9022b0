/* Start of every page: talk to the platform if there is one, work alone if there is none. */
(function (cw) {
  "use strict";

  function explain(session) {
    if (!session.api) {
      cw.say("This page is open outside a learning platform: nothing is recorded.");
    } else if (!session.open) {
      cw.say("The learning platform did not start recording. Close this page and open it again.");
    } else if (!session.writes) {
      cw.say("You are reviewing this page: nothing is recorded.");
    }
  }

  function saveAndExit(session) {
    if (session.commit()) {
      session.end("suspendAll");
      cw.close("Saved. You can close this page now.");
    }
  }

  function goOn(session) {
    session.end("continue");
    cw.close("Saved. If nothing happens, open the next page from the course menu.");
  }

  function watchWindow(session) {
    session.onFailure = () => cw.say("Not saved. Check your connection, then press “Save and exit”.");
    document.addEventListener("visibilitychange", function () {
      if (document.visibilityState === "hidden") {
        session.commit();
      }
    });
    window.addEventListener("pagehide", () => session.end());
    // A page that the browser revives has ended its session already.
    window.addEventListener("pageshow", (event) => event.persisted && window.location.reload());
  }

  function start() {
    const session = new cw.Session(cw.findApi(window));
    session.start();
    watchWindow(session);
    cw.watchLinks(session);
    cw.show("save", session.writes);
    cw.onClick("save", () => saveAndExit(session));
    cw.onClick("continue", () => goOn(session));
    explain(session);
    if (cw.startTest && document.getElementById("test")) {
      cw.startTest(session);
    } else {
      cw.startReading(session, document.body.dataset.completes);
    }
  }

  start();
})((window.coursewright = window.coursewright || {}));
