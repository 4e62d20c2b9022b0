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
    const links = new Map();
    for (const link of document.querySelectorAll(".outline a")) {
      links.set(document.getElementById(decodeURIComponent(link.hash.slice(1))), link);
    }
    const observer = new IntersectionObserver((entries) => {
      for (const { isIntersecting, target } of entries) {
        if (!isIntersecting) { continue; }
        for (const link of links.values()) { link.removeAttribute("aria-current"); }
        links.get(target).setAttribute("aria-current", "true");
      }
    }, { rootMargin: "0px 0px -70% 0px" });
    for (const heading of links.keys()) { observer.observe(heading); }
  }

  setUpScheme();
  setUpCopying();
  setUpOutline();
})();
