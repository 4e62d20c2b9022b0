"""Markdown to HTML: one parser per process, our meaning added on its tokens."""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from html import escape
from typing import Any

from coursewright.compile import rules
from coursewright.compile.code import highlight, language_is_known
from coursewright.compile.fragment import Fragment, Link
from coursewright.compile.maths import MathFault, mathml
from coursewright.compile.sanitise import clean, forbidden
from coursewright_packaging.diagnostic import Diagnostic, Rule
from coursewright_packaging.names import slug

__all__ = ["DIRECTIVES", "Markdown", "render_markdown"]

ADMONITIONS = ("note", "tip", "important", "warning", "caution")
DIRECTIVES = (*ADMONITIONS, "details", "figure", "long-description", "table", "video", "audio")
_ATTRIBUTES = re.compile(r'(\w+)="([^"]*)"')
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
class _State:
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


def render_markdown(source: Markdown) -> Fragment:
    """Return the text as HTML; a pure function of its argument."""
    parser = _parser()
    state = _State(source)
    env: dict[str, Any] = {"state": state}
    tokens = parser.parse(source.text, env)
    _headings(tokens, state)
    _walk(tokens, state)
    html = parser.renderer.render(tokens, parser.options, env).strip()
    if state.raw:
        html = clean(html)
    text = " ".join(" ".join(_texts(tokens)).split())
    return Fragment(
        source.path, html, text, tuple(state.links), tuple(state.anchors), tuple(state.found)
    )


@cache
def _parser() -> Any:
    from markdown_it import MarkdownIt
    from mdit_py_plugins.attrs import attrs_block_plugin, attrs_plugin
    from mdit_py_plugins.container import container_plugin
    from mdit_py_plugins.deflist import deflist_plugin
    from mdit_py_plugins.dollarmath import dollarmath_plugin
    from mdit_py_plugins.footnote import footnote_plugin

    parser = MarkdownIt("commonmark", {"html": True, "xhtmlOut": True})
    parser.enable(["table", "strikethrough"])
    parser.use(footnote_plugin).use(deflist_plugin)
    parser.use(dollarmath_plugin, allow_digits=False, double_inline=True)
    parser.use(attrs_plugin, spans=True, allowed=["lang", "dir", "class", "id"])
    parser.use(attrs_block_plugin)
    parser.use(container_plugin, "directive", validate=lambda params, *_: bool(params.strip()))
    for name, rule in _RENDERERS.items():
        parser.add_render_rule(name, rule)
    return parser


def _headings(tokens: list[Any], state: _State) -> None:
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


def _walk(tokens: Sequence[Any], state: _State) -> None:
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


def _raw(token: Any, line: int, state: _State) -> None:
    state.raw = True
    if found := forbidden(token.content):
        state.report(rules.HTML_IS_SAFE, f"`{found}` is not allowed in a course", line)


def _inline(children: Sequence[Any], line: int, state: _State) -> None:
    for index, token in enumerate(children):
        if token.type in ("softbreak", "hardbreak"):
            line += 1
        elif token.type == "html_inline":
            _raw(token, line, state)
        elif token.type == "image":
            _image(token, line, state)
        elif token.type == "link_open":
            _link(token, children[index + 1], line, state)


def _image(token: Any, line: int, state: _State) -> None:
    alt = "".join(child.content for child in token.children or ()).strip()
    decorative = "decorative" in str(token.attrGet("class") or "")
    if not alt and not decorative:
        state.report(rules.IMAGE_HAS_ALT, f'the image "{token.attrGet("src")}" has no text', line)
    source = str(token.attrGet("src"))
    token.attrSet("src", state.link(source, line, "image"))


def _link(token: Any, following: Any, line: int, state: _State) -> None:
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


def _directive(token: Any, line: int, state: _State) -> None:
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


def _texts(tokens: Sequence[Any]) -> list[str]:
    parts: list[str] = []
    for token in tokens:
        if token.type == "inline":
            parts += _texts(token.children or ())
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
        elif token.type == "image":
            parts.append("".join(child.content for child in token.children or ()))
    return parts


def _render_fence(renderer: Any, tokens: Any, index: int, _options: Any, env: Any) -> str:
    token = tokens[index]
    language, _, rest = token.info.strip().partition(" ")
    state: _State = env["state"]
    if language == "question":
        from coursewright.compile.self_check import render_self_check

        line = state.source.line + token.map[0]
        fragment = render_self_check(token.content, state.source, line)
        state.found.extend(fragment.diagnostics)
        return fragment.html
    if not language_is_known(language):
        message = f'the language "{language}" is not known'
        state.report(rules.CODE_LANGUAGE, message, token.map[0])
    return code_block(token.content, language, dict(_ATTRIBUTES.findall(rest)))


def code_block(code: str, language: str, facts: dict[str, str]) -> str:
    """Return a code block. facts: `title` and `description`, both optional."""
    body = f'<pre tabindex="0"><code class="highlight">{highlight(code, language)}</code></pre>'
    if not facts:
        return f'<div class="code-block">{body}</div>\n'
    title = facts.get("title", "")
    head = f'<figcaption class="code-title">{escape(title)}</figcaption>' if title else ""
    text = facts.get("description", "")
    foot = f'<p class="code-description">{escape(text)}</p>' if text else ""
    return f'<figure class="code-block">{head}{body}{foot}</figure>\n'


def _render_code(renderer: Any, tokens: Any, index: int, _options: Any, _env: Any) -> str:
    return code_block(tokens[index].content, "", {})


def _render_math(renderer: Any, tokens: Any, index: int, _options: Any, env: Any) -> str:
    token = tokens[index]
    block = token.type != "math_inline"
    tex = token.content.strip()
    try:
        math = mathml(tex, block=block)
    except MathFault as fault:
        line = token.map[0] if token.map else 0
        env["state"].report(rules.MATH_PARSES, f"the formula `{tex[:60]}` fails: {fault}", line)
        return f"<code>{escape(tex)}</code>"
    return f'<div class="math-block" tabindex="0">{math}</div>\n' if block else math


def _render_open(renderer: Any, tokens: Any, index: int, _options: Any, _env: Any) -> str:
    meta = tokens[index].meta
    name, title = meta["name"], meta["title"]
    words = dict(meta["state"].source.words)
    if name in ADMONITIONS:
        label = title or words.get(name, name.capitalize())
        css = f"admonition admonition-{name}"
        return f'<div class="{css}" role="note"><p class="admonition-title">{escape(label)}</p>\n'
    if name in ("details", "long-description"):
        label = title or words.get(name, name.replace("-", " ").capitalize())
        css = "details" if name == "details" else "long-description"
        return (
            f'<details class="{css}"><summary>{escape(label)}</summary><div class="details-body">\n'
        )
    if name in ("video", "audio"):
        return f"<!--{meta['link']}-->"
    return '<figure class="figure">\n' if name == "figure" else "<div>\n"


def _render_close(renderer: Any, tokens: Any, index: int, _options: Any, _env: Any) -> str:
    depth, name = 0, ""
    for token in reversed(tokens[:index]):
        if token.type == "container_directive_close":
            depth += 1
        elif token.type == "container_directive_open":
            if depth == 0:
                name = token.meta["name"]
                break
            depth -= 1
    if name in ("details", "long-description"):
        return "</div></details>\n"
    if name in ("video", "audio"):
        return ""
    return "</figure>\n" if name == "figure" else "</div>\n"


def _render_table_open(renderer: Any, tokens: Any, index: int, _options: Any, _env: Any) -> str:
    caption = escape((tokens[index].meta or {}).get("caption", ""))
    label = f' aria-label="{caption}"' if caption else ""
    head = f"<caption>{caption}</caption>" if caption else ""
    return f'<div class="table-wrap" role="group" tabindex="0"{label}><table>{head}\n'


def _render_table_close(renderer: Any, *_: Any) -> str:
    return "</table></div>\n"


def _render_cell(renderer: Any, tokens: Any, index: int, _options: Any, _env: Any) -> str:
    token = tokens[index]
    style = str(token.attrGet("style") or "")
    align = f' class="align-{style.partition(":")[2]}"' if style else ""
    scope = ' scope="col"' if token.tag == "th" else ""
    return f"<{token.tag}{scope}{align}>"


def _render_image(renderer: Any, tokens: Any, index: int, options: Any, env: Any) -> str:
    token = tokens[index]
    token.attrSet("alt", "".join(child.content for child in token.children or ()))
    image = str(renderer.renderToken(tokens, index, options, env)).strip()
    caption = (token.meta or {}).get("caption", "")
    if not caption:
        return image
    text = f'<figcaption class="figure-caption">{escape(caption)}</figcaption>'
    return (
        f'<figure class="figure">{image}{text}</figure>' if token.meta["figure"] else image + text
    )


def _render_task(renderer: Any, tokens: Any, index: int, _options: Any, env: Any) -> str:
    done = tokens[index].meta["done"]
    words = dict(env["state"].source.words)
    label = words.get("done", "done") if done else words.get("open_task", "to do")
    css = "task-mark task-done" if done else "task-mark"
    return f'<span class="{css}" role="img" aria-label="{escape(label)}"></span>'


def _render_anchor(renderer: Any, tokens: Any, index: int, _options: Any, env: Any) -> str:
    number = tokens[index].meta["id"] + 1
    label = dict(env["state"].source.words).get("back", "Back to the text")
    reference = f'href="#fnref{number}" class="footnote-backref"'
    return f' <a {reference} aria-label="{escape(label)} {number}">↩</a>'


_RENDERERS = {
    "fence": _render_fence,
    "code_block": _render_code,
    "math_inline": _render_math,
    "math_inline_double": _render_math,
    "math_block": _render_math,
    "math_block_label": _render_math,
    "container_directive_open": _render_open,
    "container_directive_close": _render_close,
    "table_open": _render_table_open,
    "table_close": _render_table_close,
    "th_open": _render_cell,
    "td_open": _render_cell,
    "image": _render_image,
    "task_mark": _render_task,
    "footnote_anchor": _render_anchor,
}
