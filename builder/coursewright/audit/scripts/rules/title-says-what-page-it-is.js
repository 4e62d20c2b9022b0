"use strict";
{
  const cw = window.__coursewright;
  const NOTHING = /^(?:untitled(?: document| page)?\d*|document|page|page \d+|new page|home(?: ?page)?|start|welcome|title|index|test|todo|insert title here|enter the title of your html document here|react app|vite app|website|web page|no title|default|unbenannt|sin título|sans titre)$/i;
  const FILE = /^[^\s]+\.(?:html?|php|aspx?|jsp|xhtml|docx?|pdf|md|ipynb)$/i;
  cw.rule("title-says-what-page-it-is", () => {
    if (window !== top && !parent.document.body?.hasAttribute("data-coursewright-host")) { return []; }
    const title = document.title.trim();
    const head = document.querySelector("title") ?? document.documentElement;
    if (NOTHING.test(title) || FILE.test(title)) {
      return [[head, `the title “${title}” does not say what the page is`]];
    }
    return [];
  });
}
