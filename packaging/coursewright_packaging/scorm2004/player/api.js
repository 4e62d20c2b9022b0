/* Find the platform's SCORM 2004 API: up through the frames, then the same from the opener. */
(function (cw) {
  "use strict";

  const MOST_FRAMES = 500;

  function apiOf(frame) {
    try {
      return frame.API_1484_11 || null;
    } catch (crossOrigin) {
      return null; // a frame of another site: its parent may be ours again
    }
  }

  function searchUpwards(start) {
    let frame = start;
    for (let step = 0; step < MOST_FRAMES; step += 1) {
      const api = apiOf(frame);
      if (api || frame.parent === frame) {
        return api;
      }
      frame = frame.parent;
    }
    return null;
  }

  cw.findApi = function (start) {
    return searchUpwards(start) || (start.opener ? searchUpwards(start.opener) : null);
  };
})((window.coursewright = window.coursewright || {}));
