/* Which questions an attempt shows, and in which order questions and options stand. */
(function (cw) {
  "use strict";

  function isFixed(question) { // text between questions keeps its place
    return cw.boxOf(question).classList.contains("text-only");
  }

  function shuffleQuestions(questions, seed) {
    const moving = cw.shuffled(questions.filter((each) => !isFixed(each)), seed);
    return questions.map((each) => (isFixed(each) ? each : moving.shift()));
  }

  cw.drawQuestions = function (key, seed) {
    const used = new Set();
    const drawn = key.parts.map(function (part, n) {
      const fresh = part.questions.filter((each) => !used.has(each.id));
      const chosen = part.pick < part.questions.length
        ? cw.shuffled(fresh, seed + "/draw" + n).slice(0, part.pick) : fresh;
      chosen.forEach((each) => used.add(each.id));
      return chosen;
    });
    const questions = [].concat(...drawn);
    return key.shuffle ? shuffleQuestions(questions, seed + "/questions") : questions;
  };

  function rearrange(box, seed) {
    const choices = Array.from(box.querySelectorAll("[data-choice]"));
    const home = choices.length ? choices[0].parentNode : null;
    const sorted = choices.sort((a, b) => (a.dataset.rank || 0) - (b.dataset.rank || 0));
    (seed ? cw.shuffled(sorted, seed) : sorted).forEach((each) => home.appendChild(each));
  }

  function arrangeChoices(question, seed) {
    const box = cw.boxOf(question);
    box.querySelectorAll("[data-choice]:not([data-rank])")
      .forEach((each, n) => { each.dataset.rank = n; });
    const mixes = question.type === "ordering"
      || (question.shuffle && question.type.startsWith("multiple-"));
    rearrange(box, mixes ? seed + "/" + question.id : "");
  }

  function fillVariables(question, seed) {
    if (question.sets) {
      const set = cw.shuffled(question.sets, seed + "/" + question.id)[0];
      question.ranges = [set.range];
      cw.boxOf(question).querySelectorAll("[data-variable]")
        .forEach((each) => { each.textContent = set.values[each.dataset.variable]; });
    }
  }

  cw.layOut = function (key, questions, seed) {
    const form = document.getElementById("test");
    const shown = new Set(questions.map((each) => each.id));
    form.querySelectorAll("[data-question]").forEach(function (box) {
      box.hidden = !shown.has(box.dataset.question);
      box.disabled = box.hidden;
    });
    let number = 0;
    questions.forEach(function (question) {
      const box = cw.boxOf(question);
      form.insertBefore(box, form.querySelector(".test-actions"));
      arrangeChoices(question, seed);
      fillVariables(question, seed);
      if (!isFixed(question)) {
        number += 1;
        box.querySelector("[data-number]").textContent = number;
        // Draws from one bank may differ in points; this one's count.
        box.querySelector(".points").textContent =
          question.points + (question.points === 1 ? " point" : " points");
      }
    });
  };

  cw.watchMoves = function (onMove) {
    document.getElementById("test").addEventListener("click", function (event) {
      const button = event.target.closest("[data-move]");
      if (!button) {
        return;
      }
      const entry = button.closest("li");
      const other = button.dataset.move === "1" ? entry.nextElementSibling : entry.previousElementSibling;
      if (other) {
        entry.parentNode.insertBefore(entry, button.dataset.move === "1" ? other.nextElementSibling : other);
        button.focus();
        const place = Array.from(entry.parentNode.children).indexOf(entry) + 1;
        cw.say("Now at place " + place + " of " + entry.parentNode.children.length + ".");
        onMove(event);
      }
    });
  };
})((window.coursewright = window.coursewright || {}));
