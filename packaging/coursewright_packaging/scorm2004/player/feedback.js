/* Show what an attempt was worth: the verdict of each question and the author's remarks. */
(function (cw) {
  "use strict";

  function verdict(share) {
    if (share === null) {
      return "Recorded; this answer is not scored here.";
    }
    return share === 1 ? "Correct" : share > 0 ? "Partly correct" : "Not correct";
  }

  function gapRemarks(question, answer) {
    return Object.keys(question.gaps).map(function (name) {
      const given = answer[name] || "";
      const index = cw.acceptedIndex(question.gaps[name], given, question.exactCase);
      return "gap:" + name + ":" + (question.type === "blanks" ? index : given);
    });
  }

  const CHOSEN = {
    "multiple-choice": (question, answer) => ["option:" + answer],
    "true-false": (question, answer) => ["option:" + answer],
    "multiple-answer": (question, answer) => answer.map((id) => "option:" + id),
    "short-answer": (question, answer) =>
      ["accepted:" + cw.acceptedIndex(question.accepted, answer, question.exactCase)],
    "numeric": (question, answer) => ["accepted:" + cw.rangeIndex(question.ranges, answer)],
    "blanks": gapRemarks,
    "dropdowns": gapRemarks,
  };

  function reasons(question, answer, share) {
    const chosen = question.type in CHOSEN ? CHOSEN[question.type](question, answer) : [];
    const outcome = share === null ? [] : [share === 1 ? "correct" : "incorrect"];
    return chosen.concat(outcome, "general");
  }

  cw.showFeedback = function (question, answer, share) {
    const box = cw.boxOf(question);
    const told = reasons(question, answer, share);
    const line = box.querySelector("[data-verdict]");
    if (line && cw.isJudged(question)) {
      line.textContent = verdict(share);
      line.hidden = false;
      box.dataset.outcome = share === 1 ? "right" : share === null ? "open" : share > 0 ? "part" : "wrong";
    }
    box.querySelectorAll("[data-when]").forEach((each) => {
      each.hidden = !told.includes(each.dataset.when);
    });
  };

  cw.isJudged = function (question) {
    return cw.scores(question) || question.type === "essay";
  };

  cw.hideFeedback = function (question) {
    const box = cw.boxOf(question);
    delete box.dataset.outcome;
    box.querySelectorAll("[data-when], [data-verdict]").forEach((each) => { each.hidden = true; });
  };
})((window.coursewright = window.coursewright || {}));
