// Before the first paint: the colour scheme that the reader chose.
(() => {
  "use strict";
  try {
    const chosen = localStorage.getItem("coursewright-scheme");
    if (chosen === "dark" || chosen === "light") {
      document.documentElement.dataset.scheme = chosen;
    }
  } catch {
    // Storage may be closed to pages; the system's scheme holds then.
  }
})();
