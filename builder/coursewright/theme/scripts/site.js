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
    const show = () => { label.textContent = isDark() ? button.dataset.light : button.dataset.dark; };
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

  function setUpCopying() {
    if (!navigator.clipboard) { return; }
    for (const block of document.querySelectorAll(".code-block")) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "copy";
      button.textContent = words.copy;
      button.addEventListener("click", async () => {
        await navigator.clipboard.writeText(block.querySelector("code").textContent);
        button.textContent = words.copied;
        setTimeout(() => { button.textContent = words.copy; }, 2000);
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

  setUpScheme();
  setUpCopying();
  setUpOutline();
})();
