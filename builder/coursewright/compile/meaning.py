"""Our meaning on the parser's tokens: headings, links, images, tasks, directives, figures."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from typing import Any
from urllib.parse import unquote

from coursewright.accessible import rules as accessible
from coursewright.accessible.names import alt_faults, is_missing, link_fault
from coursewright.accessible.outline import Heading, NamedLink, Outline, Spoken
from coursewright.compile import rules
from coursewright.compile.finder import Finder, Spot
from coursewright.compile.fragment import Link
from coursewright.compile.sanitise import (
    Address,
    addresses,
    anchors,
    forbidden,
    images,
    tables,
    unsafe_scheme,
)
from coursewright.theme import strings
from coursewright_packaging.diagnostic import Diagnostic, Rule
from coursewright_packaging.names import slug

__all__ = ["ADMONITIONS", "DIRECTIVES", "Markdown", "State", "give_meaning", "texts"]

ADMONITIONS = ("note", "tip", "important", "warning", "caution")
DIRECTIVES = (*ADMONITIONS, "details", "figure", "long-description", "table", "video", "audio")
_SILENT = 'the image has no text; write `alt="what it shows"`, or `alt=""` for decoration'
_EXTERNAL = re.compile(r"^(https?:|mailto:|tel:)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Markdown:
    """Text to render.

    line, column: in the file, where its first line begins, and each line after it. title: whether
    its first h1 is a title. level: of the heading that stands above the text. language: of
    the course. written: a notebook as its author wrote it, when `text` is the learners' version of
    it.
    """

    text: str
    path: str
    line: int = 1
    title: bool = True
    level: int = 1
    language: str = "en"
    column: int = 1
    written: str = ""

    @property
    def words(self) -> Mapping[str, str]:
        """Return the words of the interface, by name."""
        return strings(self.language)


@dataclass(slots=True)
class State:
    """What rendering one text collects."""

    source: Markdown
    links: list[Link] = field(default_factory=list)
    anchors: list[str] = field(default_factory=list)
    found: list[Diagnostic] = field(default_factory=list)
    raw: bool = False
    lines: list[str] = field(default_factory=list)
    headings: list[Heading] = field(default_factory=list)
    named: list[NamedLink] = field(default_factory=list)
    spoken: list[Spoken] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.lines = self.source.text.split("\n")

    def report(self, rule: Rule, message: str, at: Spot, hint: str = "") -> None:
        line, column = self.place(at)
        self.found.append(rule.at(self.source.path, message, line=line, column=column, hint=hint))

    def link(self, target: str, at: Spot, kind: str) -> str:
        line, column = self.place(at)
        self.links.append(Link(target, line, kind, column))
        return f"cw-link:{len(self.links) - 1}"

    def place(self, at: Spot) -> Spot:
        """Return line and column of the file, counted from 1."""
        return self.source.line + at[0], self.source.column + at[1]

    def on(self, line: int, word: str = "") -> Spot:
        """Return where `word` stands on a line, or where the line's text begins."""
        text = self.lines[line] if line < len(self.lines) else ""
        found = text.find(word) if word else -1
        return line, found if found >= 0 else len(text) - len(text.lstrip())

    @property
    def outline(self) -> Outline:
        return Outline(tuple(self.headings), tuple(self.named), tuple(self.spoken))

    def anchor(self, name: str) -> str:
        unique, number = name, 2
        while unique in self.anchors:
            unique, number = f"{name}-{number}", number + 1
        self.anchors.append(unique)
        return unique


def give_meaning(tokens: list[Any], state: State) -> None:
    """Change the tokens in place; what is wrong with them goes to the state."""
    _headings(tokens, state)
    _walk(tokens, state)


def _headings(tokens: list[Any], state: State) -> None:
    """Take the title away, give every other heading a level below it and an id."""
    above = state.source.level
    first = next((i for i, token in enumerate(tokens) if token.type == "heading_open"), None)
    if state.source.title and first is not None and tokens[first].tag == "h1":
        _note_heading(tokens, first, above, state)
        del tokens[first : first + 3]
    previous = above
    for index, token in enumerate(tokens):
        if token.type != "heading_open":
            continue
        level = max(int(token.tag[1]), above + 1)
        if level > previous + 1:
            message = f"an h{level} follows an h{previous}"
            state.report(rules.HEADINGS_STEP, message, state.on(token.map[0]))
        previous = level
        _note_heading(tokens, index, level, state)
        name = token.attrGet("id") or slug(_plain(tokens[index + 1]), "part")
        token.attrSet("id", state.anchor(str(name)))
        token.tag = tokens[index + 2].tag = f"h{min(level, 6)}"


def _note_heading(tokens: Sequence[Any], index: int, level: int, state: State) -> None:
    at = state.on(tokens[index].map[0])
    line, column = state.place(at)
    state.headings.append(Heading(level, tokens[index].tag == "h1", line, column))
    if not any(text.strip() for text in texts([tokens[index + 1]])):
        state.report(accessible.HEADING_HAS_TEXT, "the heading has no text", at)


def _walk(tokens: Sequence[Any], state: State) -> None:
    lines, finder = (0, 0), Finder(state.lines, 0, 0)
    for index, token in enumerate(tokens):
        # The cells of a table's row share its line, and some parts have no line of their own.
        if token.map and tuple(token.map) != lines:
            lines = tuple(token.map)
            finder = Finder(state.lines, *lines)
        if token.type == "html_block":
            _raw(token, finder, state)
        elif token.type == "inline":
            _inline(token.children or (), finder, state)
            _task(tokens, index)
        elif token.type == "container_directive_open":
            _directive(token, lines[0], state)
    _captions(tokens)
    _figures(tokens)


def _raw(token: Any, finder: Finder, state: State) -> None:
    state.raw = True
    start = finder.html(token.content.rstrip("\n"))
    for found, offset in forbidden(token.content):
        message = f"`{found}` is not allowed in a course"
        state.report(rules.HTML_IS_SAFE, message, _behind(finder, start, offset))
    for alt, offset in images(token.content):
        if alt is None or (alt.strip() and is_missing(alt)):
            state.report(rules.IMAGE_HAS_ALT, _SILENT, _behind(finder, start, offset))
        elif alt.strip():
            _judge_alt(alt, _behind(finder, start, offset), state)
    for table in tables(token.content):
        at = _behind(finder, start, table.offset)
        if not table.headed:
            state.report(accessible.TABLE_HAS_HEADERS, "the table has no `<th>`", at)
        if not table.captioned:
            state.report(accessible.TABLE_HAS_CAPTION, "the table has no `<caption>`", at)
    for link in anchors(token.content):
        at = _behind(finder, start, link.offset)
        _judge_link(link.text, link.target, at, state)
    # From the end, so that what is replaced does not move what is still to come.
    for address in reversed(list(addresses(token.content))):
        resolved = _address(address, _behind(finder, start, address.inside), state)
        token.content = (
            f'{token.content[: address.start]}"{resolved}"{token.content[address.end :]}'
        )


def _behind(finder: Finder, start: int, offset: int) -> Spot:
    return finder.inside(start + offset if start >= 0 else start)


def _address(address: Address, at: Spot, state: State) -> str:
    """Return what takes the place of an address in author's HTML."""
    image = address.tag == "img" and address.attribute == "src"
    kind = "link" if address.attribute == "href" else "image" if image else "media"
    return escape(_resolvable(address.target, at, kind, state))


def _resolvable(target: str, at: Spot, kind: str, state: State) -> str:
    """Return the address itself when it leads to the web, otherwise a mark to be resolved later."""
    if scheme := unsafe_scheme(target):
        shown = unquote(target)[:60]
        message = f'"{shown}" begins with "{scheme}", which is not allowed in a course'
        state.report(rules.LINK_IS_SAFE, message, at)
        return "#"
    if kind == "link" and _EXTERNAL.match(target):
        return target
    return state.link(target, at, "here" if target.startswith("#") else kind)


def _inline(children: Sequence[Any], finder: Finder, state: State) -> None:
    open_links: list[tuple[Any, int]] = []
    for index, token in enumerate(children):
        if token.type == "html_inline":
            _raw(token, finder, state)
        elif token.type == "code_inline":
            finder.skip_code(token.content)
        elif token.type.startswith("math_inline"):
            token.meta["at"] = finder.formula(token.content)  # for a fault that rendering finds
        elif token.type == "image":
            _image(token, finder, state)
        elif token.type == "link_open":
            open_links.append((token, index))
        elif token.type == "link_close":
            # The address stands behind the text, which may hold an image with its own.
            opened, start = open_links.pop()
            _link(opened, _shown(children[start + 1 : index]), finder, state)


def _image(token: Any, finder: Finder, state: State) -> None:
    source = str(token.attrGet("src"))
    at = finder.target(source)
    alt = "".join(child.content for child in token.children or ()).strip()
    decorative = "decorative" in str(token.attrGet("class") or "")
    if is_missing(alt):
        if alt or not decorative:
            state.report(rules.IMAGE_HAS_ALT, f'the image "{unquote(source)}" has no text', at)
    else:
        _judge_alt(alt, at, state)
    token.attrSet("src", _resolvable(source, at, "image", state))


def _judge_alt(alt: str, at: Spot, state: State) -> None:
    for rule, message in alt_faults(alt):
        state.report(rule, message, at)


def _shown(children: Sequence[Any]) -> str:
    """Return the text of a link, those of its images included."""
    return "".join(
        "".join(texts([child])) or ("" if child.type == "html_inline" else child.content)
        for child in children
    )


def _judge_link(text: str, target: str, at: Spot, state: State) -> None:
    shown = unquote(target)
    if not text.strip():
        state.report(rules.LINK_HAS_TEXT, f'the link to "{shown}" has no text', at)
        return
    if fault := link_fault(text):
        state.report(*fault, at)
    line, column = state.place(at)
    state.named.append(NamedLink(text.strip(), shown, line, column))


def _link(token: Any, text: str, finder: Finder, state: State) -> None:
    target = str(token.attrGet("href"))
    at = finder.target(target)
    _judge_link(text, target, at, state)
    token.attrSet("href", _resolvable(target, at, "link", state))


def _task(tokens: Sequence[Any], index: int) -> None:
    """Turn `[ ] ` at the start of a list item into a mark that screen readers name."""
    children = tokens[index].children or []
    if index < 2 or tokens[index - 2].type != "list_item_open" or not children:
        return
    match = re.match(r"\[([ xX])\] ", children[0].content if children[0].type == "text" else "")
    if match:
        children[0].content = children[0].content[4:]
        done = match[1] != " "
        tokens[index - 2].attrSet("class", "task-list-item")
        mark = type(tokens[index])("task_mark", "span", 0)
        mark.meta = {"done": done}
        children.insert(0, mark)


def _directive(token: Any, line: int, state: State) -> None:
    name, _, rest = token.info.strip().partition(" ")
    token.meta = {"name": name, "title": rest.strip(), "state": state}
    if name not in DIRECTIVES:
        near = difflib.get_close_matches(name, DIRECTIVES, n=1)
        hint = f"did you mean `::: {near[0]}`?" if near else ""
        message = f"`::: {name}` is no directive"
        state.report(rules.DIRECTIVE_IS_KNOWN, message, state.on(line, name), hint)
    if name in ("video", "audio"):
        target = rest.strip()
        token.meta["link"] = state.link(target, state.on(line, target), "player")


def _captions(tokens: Sequence[Any]) -> None:
    caption = ""
    for token in tokens:
        if token.type == "container_directive_open" and token.meta.get("name") == "table":
            caption = token.meta["title"]
        elif token.type == "table_open":
            token.meta = {"caption": caption}
            caption = ""


def _figures(tokens: Sequence[Any]) -> None:
    """Make an image that stands alone, with a title, a figure with a caption."""
    inside = 0
    for index, token in enumerate(tokens):
        if token.type == "container_directive_open" and token.meta.get("name") == "figure":
            inside += 1
        elif token.type == "container_directive_close" and inside:
            inside -= 1
        elif token.type == "paragraph_open" and _lone_image(tokens[index + 1]):
            image: Any = next(iter(tokens[index + 1].children or ()))
            caption = str(image.attrs.pop("title", "") or "")
            if inside or caption:
                token.hidden = tokens[index + 2].hidden = True
                image.meta = {"caption": caption, "figure": bool(caption) and not inside}


def _lone_image(inline: Any) -> bool:
    children: list[Any] = inline.children or []
    return [child.type for child in children] == ["image"]


def _plain(inline: Any) -> str:
    return "".join(child.content for child in inline.children or ())


def texts(tokens: Sequence[Any]) -> list[str]:
    parts: list[str] = []
    for token in tokens:
        if token.type == "inline":
            parts += texts(token.children or ())
            parts.append("\n")
        elif token.type in (
            "text",
            "code_inline",
            "fence",
            "code_block",
            "math_inline",
            "math_block",
        ):
            parts.append(token.content)
        elif token.type in ("softbreak", "hardbreak"):
            parts.append("\n")
        elif token.type == "image":
            parts.append("".join(child.content for child in token.children or ()))
    return parts
