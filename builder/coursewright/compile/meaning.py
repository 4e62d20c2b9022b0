"""Our meaning on the parser's tokens: headings, links, images, tasks, directives, figures."""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from coursewright.compile import rules
from coursewright.compile.fragment import Link
from coursewright.compile.sanitise import forbidden
from coursewright_packaging.diagnostic import Diagnostic, Rule
from coursewright_packaging.names import slug

__all__ = ["ADMONITIONS", "DIRECTIVES", "Markdown", "State", "give_meaning", "texts"]

ADMONITIONS = ("note", "tip", "important", "warning", "caution")
DIRECTIVES = (*ADMONITIONS, "details", "figure", "long-description", "table", "video", "audio")
_EXTERNAL = re.compile(r"^(https?:|mailto:|tel:|#)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Markdown:
    """Text to render. line: of its first line in the file. title: whether its first h1 is a title.

    words: of the interface, by name. level: of the heading that stands above the text.
    """

    text: str
    path: str
    line: int = 1
    title: bool = True
    level: int = 1
    words: tuple[tuple[str, str], ...] = ()


@dataclass(slots=True)
class State:
    """What rendering one text collects."""

    source: Markdown
    links: list[Link] = field(default_factory=list)
    anchors: list[str] = field(default_factory=list)
    found: list[Diagnostic] = field(default_factory=list)
    raw: bool = False

    def report(self, rule: Rule, message: str, line: int, hint: str = "") -> None:
        place = self.source.line + line
        self.found.append(rule.at(self.source.path, message, line=place, column=1, hint=hint))

    def link(self, target: str, line: int, kind: str) -> str:
        self.links.append(Link(target, self.source.line + line, kind))
        return f"cw-link:{len(self.links) - 1}"

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
        del tokens[first : first + 3]
    previous = above
    for index, token in enumerate(tokens):
        if token.type != "heading_open":
            continue
        level = max(int(token.tag[1]), above + 1)
        if level > previous + 1:
            message = f"an h{level} follows an h{previous}"
            state.report(rules.HEADINGS_STEP, message, token.map[0])
        previous = level
        name = token.attrGet("id") or slug(_plain(tokens[index + 1]), "part")
        token.attrSet("id", state.anchor(str(name)))
        token.tag = tokens[index + 2].tag = f"h{min(level, 6)}"


def _walk(tokens: Sequence[Any], state: State) -> None:
    line = 0
    for index, token in enumerate(tokens):
        line = token.map[0] if token.map else line
        if token.type in ("html_block", "html_inline"):
            _raw(token, line, state)
        elif token.type == "inline":
            _inline(token.children or (), line, state)
            _task(tokens, index)
        elif token.type == "container_directive_open":
            _directive(token, line, state)
    _captions(tokens)
    _figures(tokens)


def _raw(token: Any, line: int, state: State) -> None:
    state.raw = True
    if found := forbidden(token.content):
        state.report(rules.HTML_IS_SAFE, f"`{found}` is not allowed in a course", line)


def _inline(children: Sequence[Any], line: int, state: State) -> None:
    for index, token in enumerate(children):
        if token.type in ("softbreak", "hardbreak"):
            line += 1
        elif token.type == "html_inline":
            _raw(token, line, state)
        elif token.type.startswith("math_inline"):
            token.map = [line, line + 1]  # for the renderer, which may find a fault in it
        elif token.type == "image":
            _image(token, line, state)
        elif token.type == "link_open":
            _link(token, children[index + 1], line, state)


def _image(token: Any, line: int, state: State) -> None:
    alt = "".join(child.content for child in token.children or ()).strip()
    decorative = "decorative" in str(token.attrGet("class") or "")
    if not alt and not decorative:
        state.report(rules.IMAGE_HAS_ALT, f'the image "{token.attrGet("src")}" has no text', line)
    source = str(token.attrGet("src"))
    token.attrSet("src", state.link(source, line, "image"))


def _link(token: Any, following: Any, line: int, state: State) -> None:
    target = str(token.attrGet("href"))
    if following.type == "link_close":
        state.report(rules.LINK_HAS_TEXT, f'the link to "{target}" has no text', line)
    if not _EXTERNAL.match(target):
        token.attrSet("href", state.link(target, line, "link"))


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
        state.report(rules.DIRECTIVE_IS_KNOWN, f"`::: {name}` is no directive", line, hint)
    if name in ("video", "audio"):
        token.meta["link"] = state.link(rest.strip(), line, "player")


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
