"use strict";
{
  const cw = window.__coursewright;
  const VOID = new Set("area base br col embed hr img input link meta param source track wbr".split(" "));
  const OPTIONAL = new Set("p li dt dd tr td th thead tbody tfoot colgroup caption option optgroup html head body rt rp".split(" "));
  const RAW = /^(?:script|style|textarea|title)$/;
  // A browser mends what is written wrongly, so the bytes of the page are read again.
  cw.rule("markup-is-sound", () => {
    const source = written();
    return source ? faults(source).slice(0, 10).map(([message, tag]) => [place(tag), message]) : [];
  });
  const written = () => {
    if (!/^https?:$/.test(location.protocol)) { return ""; }
    try {
      const request = new XMLHttpRequest();
      request.open("GET", location.href, false);
      request.send();
      return /html/.test(request.getResponseHeader("content-type") ?? "html") ? request.responseText : "";
    } catch { return ""; }
  };
  const faults = (source) => {
    const found = [];
    const open = [];
    const tags = /<!--[\s\S]*?-->|<!\[CDATA\[[\s\S]*?\]\]>|<(\/?)([a-zA-Z][\w:-]*)((?:"[^"]*"|'[^']*'|[^"'>])*)>/g;
    for (let match; (match = tags.exec(source));) {
      const [, end, given, rest] = match;
      if (!given) { continue; }
      const name = given.toLowerCase();
      if (end) {
        while (open.length && open.at(-1)[0] !== name && OPTIONAL.has(open.at(-1)[0])) { open.pop(); }
        if (open.at(-1)?.[0] === name) { open.pop(); continue; }
        const below = open.findLastIndex(([each]) => each === name);
        if (below >= 0) {
          found.push([`</${name}> comes before </${open.at(-1)[0]}>`, open[below][1]]);
          open.length = below;
        }
        continue;
      }
      const twice = doubled(rest);
      if (twice) { found.push([`<${name}> has the attribute “${twice}” twice`, match[0]]); }
      if (!VOID.has(name) && !/\/\s*$/.test(rest)) {
        while (open.length && OPTIONAL.has(open.at(-1)[0]) && closes(name, open.at(-1)[0])) { open.pop(); }
        open.push([name, match[0]]);
      }
      if (RAW.test(name)) {
        const at = source.toLowerCase().indexOf(`</${name}`, tags.lastIndex);
        if (at < 0) { break; }
        tags.lastIndex = at;
      }
    }
    return found;
  };
  const closes = (name, open) => name === open || open === "p" && /^(?:address|article|aside|blockquote|details|div|dl|fieldset|figure|footer|form|h\d|header|hr|main|nav|ol|p|pre|section|table|ul)$/.test(name);
  const doubled = (rest) => {
    const names = [...rest.matchAll(/([^\s"'>/=]+)(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'>]+))?/g)].map(([, name]) => name.toLowerCase());
    return names.find((name, at) => names.indexOf(name) !== at);
  };
  const place = (tag) => {
    const id = /\sid\s*=\s*["']?([^"'\s>]+)/.exec(tag)?.[1];
    return (id && document.getElementById(id)) || document.body;
  };
}
