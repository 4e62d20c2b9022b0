// Before the first paint: the colour scheme that the reader chose.
(function () {
  "use strict";
  try {
    var chosen = localStorage.getItem("coursewright-scheme");
    if (chosen === "dark" || chosen === "light") {
      document.documentElement.dataset.scheme = chosen;
    }
  } catch (error) {
    // Storage may be closed, as for files opened from disk; the system's scheme holds then.
  }
})();
