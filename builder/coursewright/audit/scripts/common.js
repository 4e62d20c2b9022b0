// What all rules share; it stands in every frame of every document before its own scripts.
(() => {
  "use strict";
  if (window.__coursewright) { return; }
  const rules = new Map();
  const cw = { rules, limit: 200 };

  /** Declare a rule. find: returns [element, message] pairs, or objects with more. */
  cw.rule = (id, find) => rules.set(id, find);

  /** Yield every element, shadow trees included, in document order. */
  cw.elements = function* (root = document) {
    for (const element of root.querySelectorAll("*")) {
      yield element;
      if (element.shadowRoot) { yield* cw.elements(element.shadowRoot); }
    }
  };

  cw.parent = (element) => element.parentElement
    ?? (element.getRootNode() instanceof ShadowRoot ? element.getRootNode().host : null);

  cw.ancestors = function* (element) {
    for (let each = cw.parent(element); each; each = cw.parent(each)) { yield each; }
  };

  /** Whether anybody sees the element. */
  cw.visible = (element) => {
    if (!element.checkVisibility({ visibilityProperty: true, opacityProperty: true,
      contentVisibilityAuto: true })) { return false; }
    const box = element.getBoundingClientRect();
    if (box.width <= 1 || box.height <= 1) { return false; }
    return !cw.clippedAway(element, box);
  };

  /** Whether the element is moved out of the page or cut to nothing, as texts for readers are. */
  cw.clippedAway = (element, box) => {
    const style = getComputedStyle(element);
    if (style.clipPath.startsWith("inset(50%") || style.clip === "rect(0px, 0px, 0px, 0px)") {
      return true;
    }
    const right = box.right + scrollX;
    const bottom = box.bottom + scrollY;
    if (right <= 0 || bottom <= 0) { return true; }
    for (const above of cw.ancestors(element)) {
      const frame = getComputedStyle(above);
      if (frame.clipPath.startsWith("inset(50%")) { return true; }
      if (frame.overflow !== "visible" && above !== document.body
        && above !== document.documentElement) {
        const cut = above.getBoundingClientRect();
        if (cut.width <= 1 || cut.height <= 1) { return true; }
      }
    }
    return false;
  };

  /** Whether assistive technology meets the element. */
  cw.exposed = (element) => {
    if (!element.checkVisibility({ visibilityProperty: true })) { return false; }
    if (element.closest("[inert]")) { return false; }
    for (let each = element; each; each = cw.parent(each)) {
      if (each.getAttribute("aria-hidden") === "true") { return false; }
    }
    return true;
  };

  /** A short CSS path that names just this element. */
  cw.selector = (element) => {
    const root = element.getRootNode();
    const own = path(element, root);
    return root instanceof ShadowRoot ? `${cw.selector(root.host)} >>> ${own}` : own;
  };

  function path(element, root) {
    const parts = [];
    for (let each = element; each; each = each.parentElement) {
      const id = each.id && CSS.escape(each.id);
      if (id && root.querySelectorAll(`#${id}`).length === 1) {
        parts.unshift(`#${id}`);
        return parts.join(" > ");
      }
      const name = each.localName;
      const alike = [...(each.parentElement ?? root).children].filter((o) => o.localName === name);
      parts.unshift(alike.length > 1 ? `${name}:nth-of-type(${alike.indexOf(each) + 1})` : name);
    }
    return parts.join(" > ");
  }

  /** The element's own beginning, without what stands in it when that is long. */
  cw.html = (element) => {
    const whole = element.outerHTML;
    if (whole.length <= 300) { return whole; }
    const empty = element.cloneNode(false).outerHTML;
    return empty.length > 300 ? `${empty.slice(0, 300)}…` : empty.replace(/<\/[^>]*>$/, "…");
  };

  cw.text = (element) => (element.textContent ?? "").replace(/\s+/g, " ").trim();

  /** Whether the element holds text of its own. */
  cw.hasText = (element) => [...element.childNodes].some(
    (node) => node.nodeType === Node.TEXT_NODE && node.data.trim());

  const NATIVE = "a[href], area[href], button, input:not([type=hidden]), select, textarea, summary,"
    + " iframe, video[controls], audio[controls], [contenteditable='true'], [contenteditable='']";
  cw.NATIVE = NATIVE;

  /** Whether the Tab key should come to the element. */
  cw.tabbable = (element) => {
    if (element.disabled || element.closest("fieldset[disabled] > :not(legend)")) { return false; }
    if (element.closest("[inert]") || element.tabIndex < 0) { return false; }
    if (element.matches("summary") && element.parentElement?.matches("details")
      && element !== element.parentElement.querySelector(":scope > summary")) { return false; }
    if (element.matches("input[type=radio]") && element.name && !element.checked) {
      const group = [...element.getRootNode().querySelectorAll("input[type=radio]")]
        .filter((each) => each.name === element.name && each.form === element.form
          && !each.disabled);
      if (group.some((each) => each.checked) || group[0] !== element) { return false; }
    }
    return element.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true });
  };

  // Colours.
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const known = new Map();
  cw.colour = (text) => {
    if (!known.has(text)) {
      const match = /^rgba?\(([\d.]+), ([\d.]+), ([\d.]+)(?:, ([\d.]+))?\)$/.exec(text);
      known.set(text, match
        ? [Number(match[1]), Number(match[2]), Number(match[3]), Number(match[4] ?? 1)]
        : painted(text));
    }
    return known.get(text);
  };
  function painted(text) {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = "#000";
    canvas.fillStyle = text;
    canvas.fillRect(0, 0, 1, 1);
    const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data;
    return [r, g, b, a / 255];
  }
  cw.over = (front, back) => {
    const a = front[3];
    return [0, 1, 2].map((i) => front[i] * a + back[i] * (1 - a)).concat(1);
  };
  cw.contrast = (one, other) => {
    const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a);
    return (light + 0.05) / (dark + 0.05);
  };
  function luminance(colour) {
    const [r, g, b] = colour.slice(0, 3).map((value) => {
      const part = value / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  }
  /** The colour behind an element, null where a picture or gradient makes it unknown. */
  cw.background = (element) => {
    const layers = [];
    for (let each = element; each; each = cw.parent(each)) {
      const style = getComputedStyle(each);
      if (style.backgroundImage !== "none") { return null; }
      const colour = cw.colour(style.backgroundColor);
      if (colour[3] > 0) { layers.push(colour); }
      if (colour[3] === 1) { break; }
    }
    const scheme = getComputedStyle(document.documentElement).colorScheme;
    const dark = scheme.includes("dark") && matchMedia("(prefers-color-scheme: dark)").matches
      || scheme === "dark";
    const base = dark ? [18, 18, 18, 1] : [255, 255, 255, 1];
    return layers.reverse().reduce((below, layer) => cw.over(layer, below), base);
  };

  /** Whether texts are easy to read, by selector: true, false, or null where nobody can tell. */
  cw.readable = (selectors) => selectors.map((selector) => {
    const element = cw.find(selector);
    const there = element?.ownerDocument.defaultView.__coursewright;
    if (!element || there.hidden(element)) { return null; }
    const style = getComputedStyle(element);
    const back = there.background(element);
    if (!back || style.textShadow !== "none" || there.opacity(element) < 1) { return null; }
    const size = parseFloat(style.fontSize);
    const large = size >= 24 || size >= 18.66 && Number(style.fontWeight) >= 700;
    return cw.contrast(cw.over(cw.colour(style.color), back), back) >= (large ? 3 : 4.5) - 0.005;
  });
  // Text on which something else lies, within what can be seen of it.
  cw.hidden = (element) => {
    const box = element.getBoundingClientRect();
    const shown = cw.shown(element, box);
    const [x, y] = [(shown.left + shown.right) / 2, (shown.top + shown.bottom) / 2];
    if (shown.width <= 0 || shown.height <= 0) { return false; }
    const top = document.elementFromPoint(x, y);
    return Boolean(top && !top.contains(element) && !element.contains(top));
  };
  cw.opacity = (element) => {
    let all = Number(getComputedStyle(element).opacity);
    for (const each of cw.ancestors(element)) { all *= Number(getComputedStyle(each).opacity); }
    return all;
  };

  /** What assistive technology is given: equal in two views means equal there. */
  cw.exposure = () => {
    const seen = [...cw.elements()].map((each) => (cw.visible(each) ? "1" : "0")).join("");
    return cw.digest(document.documentElement.outerHTML + seen)
      + cw.frames().map((each) => each.contentWindow.__coursewright.exposure()).join();
  };

  /** The colours of texts: each different one with what is behind it. */
  cw.paints = () => [...new Set([
    ...[...cw.elements()].filter((each) => cw.hasText(each) && cw.visible(each)).map((each) => {
      const style = getComputedStyle(each);
      return [style.color, cw.background(each), style.fontSize, style.fontWeight,
        cw.opacity(each)].join("|");
    }),
    ...cw.frames().flatMap((each) => each.contentWindow.__coursewright.paints()),
  ])];

  // FNV-1a in two halves: enough to tell some thousand texts apart.
  cw.digest = (text) => {
    let [a, b] = [0x811c9dc5, 0x01000193];
    for (let i = 0; i < text.length; i++) {
      a = Math.imul(a ^ text.charCodeAt(i), 0x01000193);
      b = Math.imul(b ^ text.charCodeAt(text.length - 1 - i), 0x85ebca6b);
    }
    return `${(a >>> 0).toString(16)}-${(b >>> 0).toString(16)}-${text.length}`;
  };

  /** Run rules here and in every frame. Return by rule a list of findings or an error. */
  cw.run = (ids, prefix = "", dx = 0, dy = 0) => {
    const told = {};
    for (const id of ids) {
      try {
        const found = [...rules.get(id)()].filter(([element]) => !host(element));
        told[id] = { found: found.slice(0, cw.limit).map((each) => cw.seen(each, prefix, dx, dy)) };
      } catch (error) {
        told[id] = { found: [], error: `${error}` };
      }
    }
    for (const frame of cw.frames()) {
      const box = frame.getBoundingClientRect();
      const inside = frame.contentWindow.__coursewright.run(
        ids, `${prefix}${cw.selector(frame)} » `, dx + box.x, dy + box.y);
      for (const [id, each] of Object.entries(inside)) {
        told[id].found.push(...each.found);
        told[id].error ??= each.error;
      }
    }
    return told;
  };

  cw.seen = ([element, message, more], prefix, dx, dy) => {
    const box = element.getBoundingClientRect();
    return {
      message, selector: prefix + cw.selector(element), html: cw.html(element),
      box: [box.x + dx + scrollX, box.y + dy + scrollY, box.width, box.height], ...more,
    };
  };

  /** Where this document lies: the frames above it, and how far from the page's corner. */
  cw.outside = () => {
    let [prefix, dx, dy] = ["", 0, 0];
    for (let each = window; each.frameElement; each = each.parent) {
      const above = each.parent.__coursewright;
      const box = each.frameElement.getBoundingClientRect();
      prefix = `${above.selector(each.frameElement)} » ${prefix}`;
      dx += box.x; dy += box.y;
    }
    return [prefix, dx, dy];
  };

  /** The frames that can be looked into. */
  cw.frames = () => [...cw.elements()].filter((each) => {
    if (!each.matches("iframe, frame") || !each.checkVisibility()) { return false; }
    // A film or picture in a frame is shown by the browser's own page.
    try { return Boolean(each.contentWindow?.__coursewright && each.contentDocument?.body
      && each.contentDocument.contentType.endsWith("html")); }
    catch { return false; }
  });

  // The page that stands for a platform is not what is judged.
  const isHost = () => document.body?.hasAttribute("data-coursewright-host");
  const host = (element) => isHost() && element.ownerDocument === document;
  cw.isHost = isHost;

  const SCROLLS_ALONE = "table, pre, code, math, svg, canvas, video, img, iframe, object, map";

  /** What makes the page itself scroll sideways. */
  cw.overflow = () => {
    const room = document.documentElement.clientWidth;
    const page = document.scrollingElement ?? document.documentElement;
    if (page.scrollWidth <= room + 1 && !cutAtBody(room)) { return []; }
    const found = [];
    for (const element of cw.elements()) {
      const box = element.getBoundingClientRect();
      const wide = box.right + page.scrollLeft > room + 1;
      if (!wide || !cw.visible(element) || scrolledIn(element)) { continue; }
      if (found.some(([above]) => above.contains(element))) { continue; }
      if (element === document.body || element === document.documentElement) { continue; }
      found.push([element, `it ends ${Math.round(box.right - room)} pixels beyond the page's edge`,
        { review: element.matches(SCROLLS_ALONE) || Boolean(element.querySelector(SCROLLS_ALONE)) && element.children.length === 1 && !cw.hasText(element) }]);
    }
    if (!found.length) { found.push([document.body, "the page scrolls sideways"]); }
    return found.map(([each, ...rest]) => [deepest(each, room), ...rest]).slice(0, 20);
  };
  // The innermost element that alone is too wide says most.
  const deepest = (element, room) => {
    const wide = [...element.children].filter((each) => each.getBoundingClientRect().right > room + 1 && cw.visible(each));
    const same = wide.length === 1 && Math.abs(wide[0].getBoundingClientRect().right - element.getBoundingClientRect().right) <= 1;
    return same && !cw.hasText(element) ? deepest(wide[0], room) : element;
  };
  const scrolledIn = (element) => {
    for (const above of cw.ancestors(element)) {
      if (above === document.body || above === document.documentElement) { return false; }
      const flow = getComputedStyle(above).overflowX;
      if (flow === "auto" || flow === "scroll") { return true; }
      if (flow !== "visible") { return true; }
    }
    return false;
  };
  // Where the page hides what is too wide, it is lost instead of scrolled to.
  const cutAtBody = (room) => [document.body, document.documentElement].some((each) =>
    each && ["hidden", "clip"].includes(getComputedStyle(each).overflowX) && each.scrollWidth > room + 1);

  /** Elements whose text is cut off, with no way to scroll to it. */
  cw.cutOff = () => [...cw.elements()].filter((element) => {
    const style = getComputedStyle(element);
    const across = ["hidden", "clip"].includes(style.overflowX) && element.scrollWidth > element.clientWidth + 1;
    const down = ["hidden", "clip"].includes(style.overflowY) && element.scrollHeight > element.clientHeight + 2;
    if (!across && !down || !cw.text(element) || !cw.visible(element)) { return false; }
    if (element.matches("body, html, svg *, progress, video, audio, iframe, select, option")) { return false; }
    return element.clientWidth > 1 && element.clientHeight > 1 && textBeyond(element);
  });
  const textBeyond = (element) => {
    const box = element.getBoundingClientRect();
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    const range = document.createRange();
    while (walker.nextNode()) {
      if (!walker.currentNode.data.trim() || !cw.visible(walker.currentNode.parentElement)) { continue; }
      range.selectNodeContents(walker.currentNode);
      for (const each of range.getClientRects()) {
        if (each.width > 2 && (each.bottom > box.bottom + each.height / 3 || each.right > box.right + 2)) { return true; }
      }
    }
    return false;
  };

  // What stands above the page on purpose, and moves over it.
  const floats = (element) => {
    for (let each = element; each; each = cw.parent(each)) {
      if (["fixed", "sticky"].includes(getComputedStyle(each).position)) { return true; }
    }
    return false;
  };

  /** The part of a box that the boxes around its element let through. */
  cw.shown = (element, box) => {
    let [left, top, right, bottom] = [box.left, box.top, box.right, box.bottom];
    for (let each = element; each && each !== document.body; each = cw.parent(each)) {
      if (getComputedStyle(each).overflow === "visible") { continue; }
      const cut = each.getBoundingClientRect();
      [left, top] = [Math.max(left, cut.left), Math.max(top, cut.top)];
      [right, bottom] = [Math.min(right, cut.right), Math.min(bottom, cut.bottom)];
    }
    return { left, top, right, bottom, width: right - left, height: bottom - top };
  };

  /** Texts that lie on other texts. */
  cw.overlaps = () => {
    const lines = [];
    for (const element of cw.elements()) {
      if (!cw.hasText(element) || !cw.visible(element) || element.closest("svg, math")) { continue; }
      if (floats(element)) { continue; }
      const range = document.createRange();
      for (const node of element.childNodes) {
        if (node.nodeType !== Node.TEXT_NODE || !node.data.trim()) { continue; }
        range.selectNodeContents(node);
        for (const box of range.getClientRects()) {
          const shown = cw.shown(element, box);
          if (shown.width > 4 && shown.height > 4) { lines.push([element, shown]); }
        }
      }
    }
    lines.sort((a, b) => a[1].top - b[1].top);
    const found = new Set();
    for (let i = 0; i < lines.length; i++) {
      const [one, a] = lines[i];
      for (let k = i + 1; k < lines.length && lines[k][1].top < a.bottom - 2; k++) {
        const [other, b] = lines[k];
        if (one === other || one.contains(other) || other.contains(one)) { continue; }
        const down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
        const across = Math.min(a.right, b.right) - Math.max(a.left, b.left);
        if (down > 0.35 * Math.min(a.height, b.height) && across > 4) { found.add(other); }
      }
    }
    return found;
  };

  /** What is lost when a style sheet comes: texts cut off, lying on others, too wide for the page. */
  cw.lostBy = (make, wide = false) => {
    const cut = new Set(cw.cutOff());
    const lying = cw.overlaps();
    const over = new Set(cw.overflow().map(([each]) => each));
    const before = document.adoptedStyleSheets;
    document.adoptedStyleSheets = [...before, make()];
    try {
      const found = cw.cutOff().filter((each) => !cut.has(each))
        .map((each) => [each, "a part of its text is cut off then"]);
      for (const each of cw.overlaps()) {
        if (!lying.has(each)) { found.push([each, "its text lies on other text then"]); }
      }
      if (wide) {
        found.push(...cw.overflow().filter(([each]) => !over.has(each)));
      }
      return found;
    } finally {
      document.adoptedStyleSheets = before;
    }
  };

  /** What is compared between pages. */
  cw.facts = () => {
    const inner = isHost() ? cw.frames()[0]?.contentWindow.__coursewright : null;
    if (inner) { return inner.facts(); }
    const navs = [...document.querySelectorAll("nav, [role=navigation]")].filter(cw.exposed);
    return {
      title: document.title.trim(),
      language: document.documentElement.lang,
      structure: cw.digest([...cw.elements()].map((each) => [each.localName,
        each.getAttribute("role"), each.className, each.matches("track, img, video, audio")
          && each.getAttribute("src")].join(" ")).join("\n")),
      navigation: navs.map((nav) => [
        nav.getAttribute("aria-label") ?? "",
        [...nav.querySelectorAll("a[href]")].map((link) => [cw.text(link), link.href]),
      ]),
    };
  };

  /** The element that a selector of reports names, through frames and shadow trees. */
  cw.find = (selector) => {
    let [root, element] = [document, null];
    for (const part of selector.split(" » ")) {
      for (const piece of part.split(" >>> ")) {
        try { element = root?.querySelector(piece) ?? null; } catch { return null; }
        root = element?.shadowRoot;
      }
      root = element?.matches("iframe, frame") ? element.contentDocument : null;
    }
    return element;
  };

  /** Whether elements stand in a page, and not in what the browser makes of a film or picture. */
  cw.inPages = (selectors) => selectors.map((selector) =>
    cw.find(selector)?.ownerDocument.contentType.endsWith("html") ?? true);

  /** Where elements lie in the page. */
  cw.boxes = (selectors) => selectors.map((selector) => {
    const element = cw.find(selector);
    if (!element) { return null; }
    const [, dx, dy] = element.ownerDocument.defaultView.__coursewright.outside();
    const box = element.getBoundingClientRect();
    return [box.x + dx + scrollX, box.y + dy + scrollY, box.width, box.height];
  });

  window.__coursewright = cw;
})();
