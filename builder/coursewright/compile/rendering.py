"""Render rules: from the parser's tokens to HTML, where it differs from the parser's own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from coursewright.compile import rules
from coursewright.compile.code import highlight, language_is_known
from coursewright.compile.code_facts import CodeFacts, fence_facts
from coursewright.compile.maths import MathFault, mathml
from coursewright.compile.meaning import ADMONITIONS, State
from coursewright.markup import Markup, html

__all__ = ["RENDER_RULES", "code_description"]


def _render_fence(renderer: Any, tokens: Any, index: int, _options: Any, env: Any) -> str:
    token = tokens[index]
    facts = fence_facts(token.info)
    language = facts.language
    state: State = env["state"]
    if language == "question":
        from coursewright.compile.self_check import render_self_check

        fragment = render_self_check(
            token.content, state.source, state.place(state.on(token.map[0]))
        )
        state.found.extend(fragment.diagnostics)
        return fragment.html
    if not language_is_known(language):
        message = f'the language "{language}" is not known'
        state.report(rules.CODE_LANGUAGE, message, state.on(token.map[0], language))
    return _code_block(token.content, facts, token.meta.get("audio", ""), env)


def _code_block(code: str, facts: CodeFacts, audio: str, env: Any) -> str:
    """Return a code block. audio: mark of the sound of its description, or empty."""
    # Wide code scrolls, so it takes the focus, and what takes the focus needs a name.
    body = html(_PRE, name=_word(env, "code"), code=Markup(highlight(code, facts.language)))
    if not facts.title and not facts.description:
        return f'<div class="code-block">{body}</div>\n'
    title = facts.title
    head = html('<figcaption class="code-title">{}</figcaption>', title) if title else ""
    state: State = env["state"]
    foot = code_description(facts, audio, state.source.words)
    return f'<figure class="code-block">{head}{body}{foot}</figure>\n'


def code_description(facts: CodeFacts, audio: str, words: Mapping[str, str]) -> str:
    """Return what tells of a block's code: below it, of structural code to open and to hear.

    audio: mark of the sound, or empty.
    """
    if not facts.description:
        return ""
    if not facts.structural:
        return html('<p class="code-description">{}</p>', facts.description)
    label = words.get("code_structure", "How the code is built")
    sound = Markup(f"<!--{audio}-->" if audio else "")
    return html(_STRUCTURE, label=label, text=facts.description, sound=sound)


def _render_code(renderer: Any, tokens: Any, index: int, _options: Any, env: Any) -> str:
    return _code_block(tokens[index].content, CodeFacts(), "", env)


def _render_math(renderer: Any, tokens: Any, index: int, _options: Any, env: Any) -> str:
    token = tokens[index]
    block = token.type != "math_inline"
    tex = token.content.strip()
    try:
        math = mathml(tex, block=block)
    except MathFault as fault:
        state: State = env["state"]
        at = token.meta.get("at") or state.on(token.map[0] if token.map else 0)
        state.report(rules.MATH_PARSES, f"the formula `{tex[:60]}` fails: {fault}", at)
        return html("<code>{}</code>", tex)
    return html(_FORMULA, name=_word(env, "formula"), math=Markup(math)) if block else math


def _word(env: Any, name: str) -> str:
    """Return a word of the interface in the course's language."""
    state: State = env["state"]
    return state.source.words.get(name, name.capitalize())


def _render_open(renderer: Any, tokens: Any, index: int, _options: Any, _env: Any) -> str:
    meta = tokens[index].meta
    name, title = meta["name"], meta["title"]
    words = meta["state"].source.words
    if name in ADMONITIONS:
        label = title or words.get(name, name.capitalize())
        return html(_ADMONITION, name=name, label=label)
    if name in ("details", "long-description"):
        label = title or words.get(name, name.replace("-", " ").capitalize())
        return html(_DETAILS, name=name, label=label)
    if name in ("video", "audio"):
        return f"<!--{meta['link']}-->"
    return '<figure class="figure">\n' if name == "figure" else ""


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
    if name in ADMONITIONS:
        return "</div>\n"
    return "</figure>\n" if name == "figure" else ""


def _render_table_open(renderer: Any, tokens: Any, index: int, _options: Any, env: Any) -> str:
    caption = (tokens[index].meta or {}).get("caption", "")
    if caption:
        return html(_TABLE, caption=caption)
    return html(_PLAIN_TABLE, name=_word(env, "table"))


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
    text = html('<figcaption class="figure-caption">{}</figcaption>', caption)
    return (
        f'<figure class="figure">{image}{text}</figure>' if token.meta["figure"] else image + text
    )


def _render_task(renderer: Any, tokens: Any, index: int, _options: Any, env: Any) -> str:
    done = tokens[index].meta["done"]
    words = env["state"].source.words
    label = words.get("done", "done") if done else words.get("open_task", "to do")
    css = "task-mark task-done" if done else "task-mark"
    return html('<span class="{}" role="img" aria-label="{}"></span>', css, label)


def _render_anchor(renderer: Any, tokens: Any, index: int, _options: Any, env: Any) -> str:
    meta = tokens[index].meta
    number, again = meta["id"] + 1, meta["subId"]
    place = f"{number}:{again}" if again else str(number)
    label = env["state"].source.words.get("back", "Back to the text")
    return html(_BACK, place=place, number=number, label=label)


def _render_note_number(renderer: Any, tokens: Any, index: int, _options: Any, _env: Any) -> str:
    return f"[{tokens[index].meta['id'] + 1}]"


_ADMONITION = (
    '<div class="admonition admonition-{name}" role="note">'
    '<p class="admonition-title">{label}</p>\n'
)
_DETAILS = '<details class="{name}"><summary>{label}</summary><div class="details-body">\n'
_TABLE = (
    '<div class="table-wrap" role="group" tabindex="0" aria-label="{caption}">'
    "<table><caption>{caption}</caption>\n"
)
_PLAIN_TABLE = '<div class="table-wrap" role="group" tabindex="0" aria-label="{name}"><table>\n'
_PRE = (
    '<pre tabindex="0" role="group" aria-label="{name}"><code class="highlight">{code}</code></pre>'
)
_STRUCTURE = (
    '<details class="code-structure"><summary>{label}</summary><div class="details-body">'
    '<p class="code-description">{text}</p>{sound}</div></details>'
)
_FORMULA = '<div class="math-block" tabindex="0" role="group" aria-label="{name}">{math}</div>\n'
_BACK = ' <a href="#fnref{place}" class="footnote-backref" aria-label="{label} {number}">↩</a>'

RENDER_RULES = {
    "footnote_caption": _render_note_number,
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
