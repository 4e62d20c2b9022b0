// Colours as they are seen: of text, of what is behind it, and how far they are apart.
(() => {
  "use strict";
  const cw = window.__coursewright;
  if (!cw || cw.colour) { return; }

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
  cw.luminance = luminance;
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
    const size = parseFloat(style.fontSize);
    const large = size >= 24 || size >= 18.66 && Number(style.fontWeight) >= 700;
    const wanted = (large ? 3 : 4.5) - 0.005;
    if (!back && there.opacity(element) === 1 && style.textShadow === "none") {
      const grounds = there.gradient(element);
      return grounds && grounds.every((each) => cw.contrast(cw.over(cw.colour(style.color), each), each) >= wanted);
    }
    if (!back || style.textShadow !== "none" || there.opacity(element) < 1) { return null; }
    return cw.contrast(cw.over(cw.colour(style.color), back), back) >= wanted;
  });
  // Text on which something else lies, also when it is scrolled from below what stays in place.
  cw.hidden = (element) => {
    if (!cw.under(element)) { return false; }
    const [x, y] = [scrollX, scrollY];
    element.scrollIntoView({ behavior: "instant", block: "center", inline: "nearest" });
    const under = cw.under(element);
    scrollTo({ left: x, top: y, behavior: "instant" });
    return under;
  };
  cw.under = (element) => {
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

  /** The colours of a gradient behind the lines of an element's text; null where it is none. */
  cw.gradient = (element) => {
    let host = element;
    while (host && getComputedStyle(host).backgroundImage === "none") {
      if (cw.colour(getComputedStyle(host).backgroundColor)[3] > 0) { return null; }
      host = cw.parent(host);
    }
    const found = host && /^linear-gradient\(((?:[^()]|\([^()]*\))*)\)$/.exec(getComputedStyle(host).backgroundImage);
    if (!found) { return null; }
    const parts = found[1].match(/(?:[^,()]|\([^()]*\))+/g).map((part) => part.trim());
    const angle = direction(parts[0]);
    const stops = placed(angle === null ? parts : parts.slice(1));
    if (!stops || stops.some(([colour]) => colour[3] < 1)) { return null; }
    return spots(element).map(([x, y]) => between(stops, along(host, angle ?? 180, x, y)));
  };
  const SIDES = { "to top": 0, "to right": 90, "to bottom": 180, "to left": 270 };
  const direction = (text) => SIDES[text] ?? (/^-?[\d.]+deg$/.test(text) ? parseFloat(text) : null);
  const placed = (parts) => {
    const stops = parts.map((part) => {
      const [, colour, place] = /^(.*?)(?:\s+(-?[\d.]+)%)?$/.exec(part);
      return [cw.colour(colour), place === undefined ? null : Number(place) / 100];
    });
    if (stops.length < 2 || stops.slice(1, -1).some(([, place]) => place === null) && stops.some(([, place]) => place !== null)) { return null; }
    return stops.map(([colour, place], i) => [colour, place ?? i / (stops.length - 1)]);
  };
  // Five places on each line of the text.
  const spots = (element) => {
    const range = document.createRange();
    range.selectNodeContents(element);
    return [...range.getClientRects()].filter((box) => box.width > 2).flatMap((box) => [0, 0.25, 0.5, 0.75, 1]
      .map((share) => [box.left + share * box.width, (box.top + box.bottom) / 2]));
  };
  // How far a point is on the line of a gradient, CSS Images 3, clause 3.1.
  const along = (host, angle, x, y) => {
    const box = host.getBoundingClientRect();
    const [sin, cos] = [Math.sin(angle * Math.PI / 180), Math.cos(angle * Math.PI / 180)];
    const length = Math.abs(box.width * sin) + Math.abs(box.height * cos) || 1;
    const [dx, dy] = [x - (box.left + box.right) / 2, y - (box.top + box.bottom) / 2];
    return (dx * sin - dy * cos) / length + 0.5;
  };
  const between = (stops, place) => {
    const next = stops.findIndex(([, at]) => at >= place);
    if (next === 0) { return stops[0][0]; }
    if (next < 0) { return stops.at(-1)[0]; }
    const [[one, from], [other, to]] = [stops[next - 1], stops[next]];
    const share = to > from ? (place - from) / (to - from) : 1;
    return [0, 1, 2].map((i) => one[i] + share * (other[i] - one[i])).concat(1);
  };
})();
