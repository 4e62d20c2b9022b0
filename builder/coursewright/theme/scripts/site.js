// What the pages do without: the switch of the colour scheme, search, copying code.
(function () {
  "use strict";
  var root = document.body.dataset.root;

  function isDark() {
    var chosen = document.documentElement.dataset.scheme;
    return chosen ? chosen === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  }

  function setUpScheme() {
    var button = document.getElementById("scheme");
    function label() {
      button.textContent = isDark() ? button.dataset.light : button.dataset.dark;
    }
    button.addEventListener("click", function () {
      var scheme = isDark() ? "light" : "dark";
      document.documentElement.dataset.scheme = scheme;
      try { localStorage.setItem("coursewright-scheme", scheme); } catch (error) { /* not kept */ }
      label();
    });
    label();
    button.hidden = false;
  }

  function result(hit) {
    var item = document.createElement("li");
    var link = document.createElement("a");
    var part = document.createElement("small");
    link.href = root + hit.href;
    link.textContent = hit.title;
    part.textContent = hit.module;
    link.append(part);
    item.append(link);
    return item;
  }

  function setUpSearch() {
    if (!window.MiniSearch || !window.courseDocuments) { return; }
    var index = null;
    var input = document.getElementById("query");
    var list = document.querySelector(".results");
    var status = document.querySelector(".search [role=status]");
    function makeIndex() {
      index = new MiniSearch({
        fields: ["title", "text"],
        storeFields: ["title", "module", "href"],
        searchOptions: { boost: { title: 3 }, prefix: true, fuzzy: 0.2 },
      });
      index.addAll(window.courseDocuments);
    }
    function find() {
      if (!index) { makeIndex(); }
      var hits = input.value.trim() ? index.search(input.value).slice(0, 8) : [];
      list.replaceChildren.apply(list, hits.map(result));
      status.textContent = input.value.trim() ? String(hits.length) : "";
    }
    input.addEventListener("input", find);
    document.querySelector(".search").addEventListener("keydown", function (event) {
      if (event.key === "Escape") { input.value = ""; find(); input.focus(); }
    });
    document.querySelector(".search").hidden = false;
  }

  function setUpContents() {
    if (matchMedia("(max-width: 52rem)").matches) {
      document.querySelector(".contents details").open = false;
    }
  }

  setUpScheme();
  setUpSearch();
  setUpContents();
})();
