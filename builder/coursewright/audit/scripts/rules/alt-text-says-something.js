"use strict";
{
  const cw = window.__coursewright;
  const FILE = /^[^\s]*\.(?:png|jpe?g|gif|svg|webp|bmp|tiff?)$/i;
  const CAMERA = /^(?:img|dsc|dscn|image|photo|screenshot|figure|fig|chart|untitled)[-_ ]?\d*$/i;
  const PLACEHOLDER = /^(?:alt|alt text|image|picture|photo|graphic|icon|figure|chart|diagram|spacer|placeholder|null|undefined|todo|tbd|n\/a|img|bild|foto|grafik|abbildung|imagen?|description|no description has been provided for this image|insert (?:alt )?text here|logo image|image here|untitled|ornament|decoration|decorative(?: image)?|divider|separator|border|bullet|swirl|xxx+|\.+|-+|\*+)$/i;
  const PHRASE = /^(?:(?:an? )?(?:image|picture|photo|graphic|icon)(?: of)?|spacer\.gif)$/i;
  // Every word of it says only that there is a picture, or that it is none to look at.
  const EMPTY = /^(?:(?:an?|the|decorative|decoration|ornamental|ornament|spacer|divider|separator|blank|empty|transparent|generic|stock|placeholder|image|picture|photo|graphic|icon|line|border|bullet|gif|png|jpe?g)[\s,.-]*)+$/i;
  cw.rule("alt-text-says-something", () => [...cw.elements()].flatMap((element) => {
    if (element.matches("canvas")) { return bare(element); }
    if (!element.matches("img, input[type=image], area[href], [role=img], svg[aria-label]")
      || !cw.exposed(element)) { return []; }
    const text = (element.getAttribute("alt") ?? element.getAttribute("aria-label") ?? "").trim();
    if (!text) { return empty(element); }
    const source = decodeURIComponent((element.getAttribute("src") ?? "").split(/[?#]/)[0])
      .split("/").pop();
    const stem = source.replace(/\.\w+$/, "");
    const named = FILE.test(text) || CAMERA.test(text) || source && text === source
      || stem.length > 3 && text.toLowerCase() === stem.toLowerCase() && /[-_\d]/.test(stem);
    if (named) { return [[element, `the text “${text.slice(0, 60)}” is a file name`]]; }
    if (PLACEHOLDER.test(text) || PHRASE.test(text) || EMPTY.test(text)) {
      return [[element, `the text “${text.slice(0, 60)}” is a placeholder`]];
    }
    return [];
  }));
  // What a script draws is nothing to who does not see it.
  const bare = (canvas) => cw.visible(canvas) && cw.exposed(canvas) && canvas.getBoundingClientRect().width >= 60
    && !cw.text(canvas) && !canvas.children.length && !canvas.matches("[aria-label], [aria-labelledby], [role=presentation], [role=none]")
    ? [[canvas, "this drawing has no text"]] : [];
  // A sentence that ends with a colon leads to what comes next, here nothing but the picture.
  const announced = (image) => {
    const block = image.closest("p, div, figure, li");
    const before = block?.previousElementSibling;
    return Boolean(before?.matches("p, h1, h2, h3, h4, h5, h6, dt")) && !cw.text(block) && /:$/.test(cw.text(before))
      && block.querySelectorAll("img, svg, video, canvas, input").length === 1 && image.getBoundingClientRect().width >= 32;
  };
  // An empty text says that the picture tells nothing; a link of nothing else says otherwise, and
  // so does a caption below it.
  const empty = (element) => {
    if (!element.matches("img[alt]") || !cw.visible(element)) { return []; }
    const titled = (element.getAttribute("title") ?? "").trim();
    if (titled) { return [[element, "it has an empty text, but a title"]]; }
    if (announced(element)) { return [[element, "it has an empty text, but the text before it speaks of it"]]; }
    const figure = element.closest("figure");
    if (figure?.querySelector("figcaption") && figure.querySelectorAll("img, svg, video, pre, table").length === 1
      && element.getBoundingClientRect().width >= 100) {
      return [[element, "it has an empty text, but a caption speaks of it", { review: true }]];
    }
    return [];
  };
}
