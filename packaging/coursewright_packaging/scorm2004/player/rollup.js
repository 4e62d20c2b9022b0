/* What the pages of a course come to: what is open, complete, passed, and with which score.

   A node is a page or a group of nodes; what a page has reported stands in `states` by its id:
   c: completed, s: `passed` or `failed`, m: scaled score, d: what the page itself keeps. */
(function (cw) {
  "use strict";

  cw.RollUp = class {
    constructor(course, states) {
      this.course = course;
      this.states = states;
      this.nodes = {};
      this.pages = [];
      course.children.forEach((each) => this.index(each, null));
    }

    index(node, parent) {
      this.nodes[node.id] = { node, parent };
      if (node.children) {
        node.children.forEach((each) => this.index(each, node));
      } else {
        this.pages.push(node);
      }
    }

    state(page) {
      return this.states[page.id] || {};
    }

    combined(node, test) {
      const counting = node.children.filter((each) => each.counts);
      return node.every === false ? counting.some(test) : counting.every(test);
    }

    satisfied(node) {
      return node.children ? this.combined(node, (each) => this.satisfied(each))
        : this.state(node).s === "passed";
    }

    isOpen(id) {
      const { node, parent } = this.nodes[id];
      return node.after.every((each) => this.satisfied(this.nodes[each].node))
        && (!parent || this.isOpen(parent.id));
    }

    /* Nothing is left to do: passed, or no attempt is left. */
    finished(node) {
      if (node.children) {
        return this.combined(node, (each) => this.finished(each));
      }
      const { c, s, d } = this.state(node);
      const used = node.attempts !== null && d && d.done && d.attempt >= node.attempts;
      return Boolean(c) && (s === "passed" || Boolean(used));
    }

    progress(node) {
      if (!node.children) {
        return this.state(node).c ? 1 : 0;
      }
      const parts = node.children.filter((each) => each.counts);
      const made = parts.map((each) => [this.progress(each), node.every === false ? 1 : this.length(each)]);
      return node.every === false ? Math.max(...made.map(([share]) => share))
        : made.reduce((sum, [share, length]) => sum + share * length, 0) / this.length(node);
    }

    length(node) {
      return node.children
        ? node.children.filter((each) => each.counts).reduce((sum, each) => sum + this.length(each), 0) : 1;
    }

    /* The weighted mean of all scored pages, 0..1; null before the first score. */
    score() {
      const scored = this.pages.filter((each) => each.weight > 0);
      if (!scored.some((each) => "m" in this.state(each))) {
        return null;
      }
      const total = scored.reduce((sum, each) => sum + each.weight, 0);
      return scored.reduce((sum, each) => sum + each.weight * (this.state(each).m || 0), 0) / total;
    }

    passed() {
      const { mastery } = this.course;
      return mastery === null ? this.satisfied(this.course) : (this.score() || 0) >= mastery - 1e-9;
    }
  };
})((window.coursewright = window.coursewright || {}));
