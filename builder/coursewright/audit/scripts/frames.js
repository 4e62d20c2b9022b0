// Rules in this document and in its frames, and where what they find lies in the page.
(() => {
  "use strict";
  const cw = window.__coursewright;
  if (!cw || cw.run) { return; }

  /** Run rules here and in every frame. Return by rule a list of findings or an error. */
  cw.run = (ids, prefix = "", dx = 0, dy = 0) => {
    const told = {};
    for (const id of ids) {
      try {
        const found = [...cw.rules.get(id)()].filter(([element]) => !host(element));
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
})();
