/* Find the platform's API, up through the frames, then the same from the opener: that of
   SCORM 2004, or that of SCORM 1.2 in its clothes. */
(function (cw) {
  "use strict";

  const MOST_FRAMES = 500;

  function apiOf(frame, name, method) {
    try {
      const api = frame[name];
      return api && typeof api[method] === "function" ? api : null;
    } catch (crossOrigin) {
      return null; // a frame of another site: its parent may be ours again
    }
  }

  function searchUpwards(start, name, method) {
    let frame = start;
    for (let step = 0; step < MOST_FRAMES; step += 1) {
      const api = apiOf(frame, name, method);
      if (api || frame.parent === frame) {
        return api;
      }
      frame = frame.parent;
    }
    return null;
  }

  function search(start, name, method) {
    return searchUpwards(start, name, method)
      || (start.opener ? searchUpwards(start.opener, name, method) : null);
  }

  cw.findApi = function (start) {
    const api = search(start, "API_1484_11", "Initialize");
    const older = api ? null : search(start, "API", "LMSInitialize");
    return older ? cw.scorm12(older) : api;
  };
})((window.coursewright = window.coursewright || {}));
