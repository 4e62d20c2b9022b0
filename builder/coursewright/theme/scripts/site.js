// What the pages do without: the switch of the colour scheme, copying code, the section being read.
(() => {
  "use strict";
  const page = document.documentElement;
  const words = document.body.dataset;

  function isDark() {
    const chosen = page.dataset.scheme;
    return chosen ? chosen === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  }

  function setUpScheme() {
    const button = document.getElementById("scheme");
    const label = button.querySelector("span");
    // Word and icon both say what a click leads to.
    const show = () => {
      const next = isDark() ? "light" : "dark";
      label.textContent = button.dataset[next];
      button.dataset.icon = next;
    };
    button.addEventListener("click", () => {
      page.dataset.scheme = isDark() ? "light" : "dark";
      try {
        localStorage.setItem("coursewright-scheme", page.dataset.scheme);
      } catch { /* The choice lasts as long as the page. */ }
      show();
    });
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", show);
    show();
    button.hidden = false;
  }

  // Pages that do not come from a secure place have no clipboard; a selection can be copied there.
  async function copy(code) {
    try {
      await navigator.clipboard.writeText(code.textContent);
      return true;
    } catch {
      const selection = getSelection();
      selection.selectAllChildren(code);
      const isCopied = document.execCommand("copy");
      if (isCopied) { selection.removeAllRanges(); }
      return isCopied;
    }
  }

  function setUpCopying() {
    const status = document.createElement("p");
    status.className = "sr-only";
    status.setAttribute("role", "status");
    document.body.append(status);
    for (const block of document.querySelectorAll(".code-block")) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "copy";
      button.textContent = words.copy;
      button.addEventListener("click", async () => {
        if (!await copy(block.querySelector("code"))) { return; }
        button.textContent = status.textContent = words.copied;
        setTimeout(() => {
          button.textContent = words.copy;
          status.textContent = "";
        }, 2000);
      });
      block.append(button);
    }
  }

  function setUpOutline() {
    const links = [...document.querySelectorAll(".outline a")].map((link) => (
      { link, heading: document.getElementById(decodeURIComponent(link.hash.slice(1))) }
    ));
    if (links.length === 0) { return; }
    const show = () => {
      const line = innerHeight * 0.3;
      const atEnd = scrollY + innerHeight >= page.scrollHeight - 1;
      const read = links.filter((each) => each.heading.getBoundingClientRect().top <= line);
      const current = atEnd ? links.at(-1) : read.at(-1);
      for (const { link } of links) { link.removeAttribute("aria-current"); }
      current?.link.setAttribute("aria-current", "true");
    };
    addEventListener("scroll", show, { passive: true });
    addEventListener("resize", show);
    show();
  }

  // Beside the page both lists are unfolded for good, and assistive technology is told so.
  function setUpFolding() {
    for (const [selector, width] of [[".contents", "52rem"], [".outline", "78rem"]]) {
      const details = document.querySelector(`${selector} > details`);
      if (!details || !CSS.supports("selector(::details-content)")) { continue; }
      const beside = matchMedia(`(width >= ${width})`);
      const fold = () => { details.open = beside.matches; };
      beside.addEventListener("change", fold);
      fold();
    }
  }

  // The contents scroll by themselves where they stand beside the page.
  function showCurrent() {
    const contents = document.querySelector(".contents");
    const current = contents?.querySelector("[aria-current]");
    if (!current) { return; }
    const below = current.getBoundingClientRect().bottom - contents.getBoundingClientRect().bottom;
    if (below > 0) { contents.scrollTop += below + contents.clientHeight / 3; }
  }

  setUpScheme();
  setUpFolding();
  showCurrent();
  setUpCopying();
  setUpOutline();
})();
