/* What the page tells the learner, and how it reports completion. */
(function (cw) {
  "use strict";

  function element(id) {
    return document.getElementById(id);
  }

  cw.say = function (text) {
    element("status").textContent = text;
  };

  cw.show = function (id, visible) {
    if (element(id)) {
      element(id).hidden = !visible;
    }
  };

  cw.onClick = function (id, action) {
    if (element(id)) {
      element(id).addEventListener("click", action);
    }
  };

  /* The session is over: what is answered from now on would be lost, so nothing can be. */
  cw.close = function (text) {
    ["mark", "save", "continue", "retry"].forEach((id) => cw.show(id, false));
    document.querySelectorAll("#test fieldset, #submit").forEach((each) => { each.disabled = true; });
    cw.say(text);
  };

  /* A page without score is passed when it is completed, so that other items may wait for it:
     IMS sequencing shares success between activities, not completion. */
  cw.complete = function (session, success) {
    session.set("cmi.completion_status", "completed");
    session.set("cmi.progress_measure", "1");
    if (success) {
      session.set("cmi.success_status", success);
    }
    session.commit();
    cw.show("mark", false);
    cw.showContinue(session);
  };

  cw.showContinue = function (session) {
    cw.show("continue", session.get("adl.nav.request_valid.continue") === "true");
  };
})((window.coursewright = window.coursewright || {}));
