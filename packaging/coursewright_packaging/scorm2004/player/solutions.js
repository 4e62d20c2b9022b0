/* The right answer of a question, below it, once the author lets learners see it. */
(function (cw) {
  "use strict";

  function copied(node) { // the copy of a label must not double its ids
    const copy = node.cloneNode(true);
    [copy, ...copy.querySelectorAll("[id]")].forEach((each) => each.removeAttribute("id"));
    const only = copy.children.length === 1 && copy.firstElementChild;
    return Array.from((only && only.tagName === "P" ? only : copy).childNodes);
  }

  function within(box, selector, key, value) {
    return Array.from(box.querySelectorAll(selector)).find((each) => each.dataset[key] === value);
  }

  function choice(box, id) {
    return copied(within(box, "[data-choice]", "choice", id).querySelector("label, .entry"));
  }

  function gap(box, name, id) {
    const options = Array.from(within(box, "[data-gap]", "gap", name).options);
    return options.find((each) => each.value === id).textContent;
  }

  function pair(box, name, id) {
    const list = within(box, "[data-gap]", "gap", name);
    return [...copied(list.closest("div").querySelector("dt")), " → " + gap(box, name, id)];
  }

  function range([low, high]) {
    const shown = (value) => String(Number(value.toPrecision(12)));
    return low === high ? shown(low) : shown(low) + " – " + shown(high);
  }

  const chosen = (question, box) => question.correct.map((id) => choice(box, id));
  const gaps = (question, show) => Object.keys(question.gaps)
    .map((name) => show(name, question.gaps[name][0]));

  /* type: the parts of the right answer, each a text or a list of nodes */
  const RIGHT = {
    "multiple-choice": chosen,
    "multiple-answer": chosen,
    "true-false": chosen,
    "short-answer": (question) => [question.accepted[0]],
    "numeric": (question) => [range(question.ranges[0])],
    "blanks": (question) => gaps(question, (name, accepted) => accepted),
    "dropdowns": (question, box) => gaps(question, (name, id) => gap(box, name, id)),
    "matching": (question, box) => gaps(question, (name, id) => pair(box, name, id)),
    "ordering": (question, box) => question.order.map((id) => choice(box, id)),
  };

  function element(name, ...content) {
    const made = document.createElement(name);
    made.append(...content);
    return made;
  }

  cw.showSolution = function (question) {
    const box = cw.boxOf(question);
    cw.hideSolution(question);
    const title = element("p", "Right answer:");
    title.lang = "en";
    const parts = RIGHT[question.type](question, box).map((part) => element("li", ...[].concat(part)));
    const whole = element("div", title, element(question.type === "ordering" ? "ol" : "ul", ...parts));
    whole.className = "solution";
    box.append(whole);
  };

  cw.hideSolution = function (question) {
    cw.boxOf(question).querySelectorAll(".solution").forEach((each) => each.remove());
  };
})((window.coursewright = window.coursewright || {}));
