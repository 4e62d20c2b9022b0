"""Blocks that look like something else, tables, diagrams, structural code, and what is said."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from coursewright.accessible import rules
from coursewright.accessible.lists import looks_like_a_list, marker
from coursewright.accessible.outline import Spoken
from coursewright.accessible.wording import by_colour
from coursewright.compile.code_facts import CodeFacts, fence_facts
from coursewright.compile.finder import Spot
from coursewright.compile.meaning import State

__all__ = ["DIAGRAMS", "look_at"]

DIAGRAMS = frozenset(
    "mermaid dot graphviz plantuml puml ditaa d2 blockdiag seqdiag nomnoml".split()
)
_WORDS_OF_A_DIAGRAM = 8
_FIGURE = 200  # parts of a figure that are looked through
_LONGEST_HEADING = 80  # characters
_URL = re.compile(r"https?://\S+|www\.\S+")
_CORNERS = re.compile(r"[┌┐┘┬┴┼╔╗╝╭╮╯]|\+-{2,}")
_ARROWS = re.compile(r"[→←↑↓▶▼▲◀⇒]|-->|<--|--->|->")
_QUIET = {"softbreak": " ", "hardbreak": " ", "code_inline": "code", "math_inline": "x"}


def look_at(tokens: Sequence[Any], state: State) -> None:
    """Report what the blocks of a text lack; what is said goes into the state's outline."""
    parents: list[str] = []
    for index, token in enumerate(tokens):
        if token.type == "paragraph_open":
            _paragraph(tokens, index, parents, state)
        elif token.type == "table_open":
            _table(tokens, index, state)
        elif token.type == "fence":
            _fence(tokens, index, state)
        elif token.type == "inline":
            _wording(token, state)
        if token.nesting == 1:
            parents.append(_name(token))
        elif token.nesting == -1:
            parents.pop()


def _name(token: Any) -> str:
    """Return the type of a block, of a directive its name."""
    meta = token.meta if isinstance(token.meta, dict) else {}
    return str(meta.get("name", "")) or str(token.type)


def _paragraph(tokens: Sequence[Any], index: int, parents: Sequence[str], state: State) -> None:
    inline, at = tokens[index + 1], state.on(tokens[index].map[0])
    children = inline.children or []
    after = tokens[index + 3] if index + 3 < len(tokens) else None
    if _is_bold(children) and after is not None and after.nesting != -1 and _is_free(parents):
        text = visible(children).strip()
        message = f'"{text}" looks like a heading, but is a bold paragraph'
        state.report(rules.HEADING_IS_ONE, message, at)
    if _is_false_list(tokens, index):
        message = "lines of this paragraph look like a list, but are none"
        state.report(rules.LIST_IS_ONE, message, at)
    if [child.type for child in children] == ["image"]:
        _diagram(tokens, index, parents, state)


def _is_free(parents: Sequence[str]) -> bool:
    return not {"list_item_open", "blockquote_open", "dd_open", "footnote_open"} & set(parents)


def _is_bold(children: Sequence[Any]) -> bool:
    # The parser leaves empty texts around what is bold.
    children = [child for child in children if child.type != "text" or child.content]
    if len(children) < 3 or children[0].type != "strong_open":
        return False
    closes = [number for number, child in enumerate(children) if child.type == "strong_close"]
    text = visible(children).strip()
    is_sentence = text.endswith((".", "!", "?", "…", "。"))
    return closes == [len(children) - 1] and not is_sentence and 0 < len(text) <= _LONGEST_HEADING


def _is_false_list(tokens: Sequence[Any], index: int) -> bool:
    lines = tokens[index + 1].content.split("\n")
    if index >= 3 and tokens[index - 1].type == "paragraph_close":
        before = tokens[index - 2].content.split("\n")[-1]
        if marker(before) and marker(lines[0]):
            return False  # said at the first of them
    following = tokens[index + 3 : index + 5]
    if following and following[0].type == "paragraph_open":
        lines.append(following[1].content.split("\n")[0])
    return looks_like_a_list(lines)


def _diagram(tokens: Sequence[Any], index: int, parents: Sequence[str], state: State) -> None:
    image = tokens[index + 1].children[0]
    if "decorative" in str(image.attrGet("class") or ""):
        return
    link = re.fullmatch(r"cw-link:(\d+)", str(image.attrGet("src")))
    if link is None:
        return
    target = state.links[int(link[1])]
    in_figure = "figure" in parents
    if not in_figure and not target.target.lower().partition("#")[0].endswith(".svg"):
        return
    words = len(visible([image]).split())
    if not words or words >= _WORDS_OF_A_DIAGRAM or _is_described(tokens, index + 3, in_figure):
        return  # without any text it is an image without text
    at = target.line - state.source.line, target.column - state.source.column
    message = f"the diagram has a text of {words} words and no long description"
    state.report(rules.DIAGRAM_IS_DESCRIBED, message, at)


def _is_described(tokens: Sequence[Any], index: int, in_figure: bool) -> bool:
    """Return whether a long description stands at `index`, in the rest of a figure or behind it."""
    depth = 0
    for token in tokens[index : index + _FIGURE]:
        if token.type == "container_directive_open" and _name(token) == "long-description":
            return True
        if not in_figure:
            return False
        depth += token.nesting
        in_figure = depth >= 0
    return False


def _table(tokens: Sequence[Any], index: int, state: State) -> None:
    at = state.on(tokens[index].map[0])
    heads: list[str] = []
    for number in range(index, len(tokens)):
        if tokens[number].type == "thead_close":
            break
        if tokens[number].type == "th_open":
            heads.append(visible(tokens[number + 1].children or ()).strip())
    empty = [number for number, head in enumerate(heads, 1) if not head]
    if empty and (empty != [1] or len(heads) == 1):
        number = next((each for each in empty if each > 1), 1)
        state.report(rules.TABLE_HAS_HEADERS, f"column {number} has no header", at)
    if not (tokens[index].meta or {}).get("caption"):
        state.report(rules.TABLE_HAS_CAPTION, "the table has no caption", at)


def _fence(tokens: Sequence[Any], index: int, state: State) -> None:
    token = tokens[index]
    facts, at = fence_facts(token.info), state.on(token.map[0])
    if facts.language == "question":
        return
    token.meta["audio"] = spoken(facts, at, state)
    if facts.description or _is_described(tokens, index + 1, in_figure=False):
        return
    if facts.language in DIAGRAMS or (facts.language in ("", "text") and _is_drawn(token.content)):
        message = "the diagram is drawn in characters and has no description"
        state.report(rules.DIAGRAM_IS_DESCRIBED, message, at)


def spoken(facts: CodeFacts, at: Spot, state: State) -> str:
    """Return the mark of the sound of a structural block's description, empty for none."""
    if facts.structural and not facts.description:
        message = "the code is structural, but nothing describes its structure"
        state.report(rules.STRUCTURE_IS_DESCRIBED, message, at)
    if not facts.structural or not facts.description:
        return ""
    if facts.audio:
        return state.link(facts.audio, state.on(at[0], facts.audio), "recorded")
    return state.link(facts.description, at, "speech")


def _is_drawn(code: str) -> bool:
    corners = [line for line in code.split("\n") if _CORNERS.search(line)]
    return len(corners) > 1 and bool(_ARROWS.search(code))


def _wording(token: Any, state: State) -> None:
    at = state.on(token.map[0]) if token.map else state.on(0)
    text = prose(token.children or ())
    if found := by_colour(text, state.source.language):
        message = f'"{found}" tells it by its colour alone'
        state.report(rules.COLOUR_IS_NOT_ALL, message, at)
    state.spoken.append(Spoken(text, *state.place(at)))


def prose(children: Sequence[Any]) -> str:
    """Return what is said: without code, formulas, addresses and images."""
    text = "".join(
        [each.content if each.type == "text" else _QUIET.get(each.type, "") for each in children]
    )
    return _URL.sub("", text) if "://" in text or "www." in text else text


def visible(children: Sequence[Any]) -> str:
    """Return the text that is seen, code, formulas and the texts of images included."""
    parts: list[str] = []
    for child in children:
        if child.type == "image":
            parts += [each.content for each in child.children or ()]
        elif child.type in ("softbreak", "hardbreak"):
            parts.append(" ")
        elif child.type in ("text", "code_inline") or child.type.startswith("math"):
            parts.append(child.content)
    return "".join(parts)
