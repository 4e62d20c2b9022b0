/* Chance that repeats itself: the same learner, test and attempt always give the same order,
   so that a resumed attempt looks as it was left. */
(function (cw) {
  "use strict";

  function hash(text) { // FNV-1a, 32 bits
    let value = 0x811c9dc5;
    for (let i = 0; i < text.length; i += 1) {
      value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
    }
    return value >>> 0;
  }

  cw.dice = function (seed) { // mulberry32
    let state = hash(seed);
    return function () {
      state = (state + 0x6d2b79f5) >>> 0;
      let mixed = Math.imul(state ^ (state >>> 15), state | 1);
      mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
      return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
    };
  };

  cw.shuffled = function (list, seed) {
    const roll = cw.dice(seed);
    const result = list.slice();
    for (let last = result.length - 1; last > 0; last -= 1) {
      const other = Math.floor(roll() * (last + 1));
      [result[last], result[other]] = [result[other], result[last]];
    }
    return result;
  };
})((window.coursewright = window.coursewright || {}));
