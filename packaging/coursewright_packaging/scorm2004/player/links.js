/* Links from one SCO to another are requests to the platform, which alone may deliver it.
   A page is named after its item, so `pages/item-x.html` is the target `item-x`.
   A link to another site opens in a new tab: a page that is left stops recording. */
(function (cw) {
  "use strict";

  const PAGE = /^([a-z][a-z0-9-]*)\.html$/;

  function targetOf(link) {
    const url = new URL(link.href, window.location.href);
    const folder = (path) => path.slice(0, path.lastIndexOf("/") + 1);
    if (folder(url.pathname) !== folder(window.location.pathname)) {
      return "";
    }
    const found = PAGE.exec(url.pathname.slice(folder(url.pathname).length));
    return found && url.pathname !== window.location.pathname ? found[1] : "";
  }

  function follow(session, target, title) {
    const request = "{target=" + target + "}choice";
    if (session.get("adl.nav.request_valid.choice." + "{target=" + target + "}") === "false") {
      cw.say("“" + title + "” is not open yet. Complete what comes before it first.");
      return;
    }
    if (!session.navigates) {
      cw.say("Open “" + title + "” from the course menu.");
      return;
    }
    session.end(request);
    cw.close("Your work is saved. If nothing happens, open “" + title + "” from the course menu.");
  }

  cw.watchLinks = function (session) {
    document.addEventListener("click", function (event) {
      const link = event.target.closest("a[href]");
      if (link && /^https?:/.test(link.protocol) && link.host !== window.location.host) {
        link.target = "_blank";
      }
      const target = link && session.open ? targetOf(link) : "";
      if (target) {
        event.preventDefault();
        follow(session, target, link.textContent.trim());
      }
    });
  };
})((window.coursewright = window.coursewright || {}));
