"""Markdown to HTML: one parser per process, our meaning added on its tokens."""

from __future__ import annotations

from functools import cache
from typing import Any

from coursewright.compile import rules
from coursewright.compile.fragment import Fragment
from coursewright.compile.looks import look_at
from coursewright.compile.meaning import DIRECTIVES, Markdown, State, give_meaning, texts
from coursewright.compile.nesting import DEEPEST, nested, too_deep, unbalanced
from coursewright.compile.rendering import RENDER_RULES
from coursewright.compile.sanitise import clean

__all__ = ["DIRECTIVES", "Markdown", "render_markdown"]


def render_markdown(source: Markdown) -> Fragment:
    """Return the text as HTML; a pure function of its argument."""
    state = State(source)
    deep = too_deep(source.text)
    if deep is not None:
        message = f"more than {DEEPEST} directives stand in one another"
        state.report(rules.DIRECTIVES_ARE_SHALLOW, message, state.on(deep))
        return Fragment(source.path, "", "", diagnostics=tuple(state.found))
    parser = _parser()
    env: dict[str, Any] = {"state": state}
    tokens = parser.parse(nested(source.text), env)
    for line, problem in unbalanced(source.text):
        state.report(rules.DIRECTIVE_CLOSES, problem, state.on(line))
    give_meaning(tokens, state)
    look_at(tokens, state)
    page = parser.renderer.render(tokens, parser.options, env).strip()
    if state.raw:
        page = clean(page)
    page = page.replace("\f", " ")  # an entity (`&#12;`) makes one, which XML refuses
    text = " ".join("".join(texts(tokens)).split())
    return Fragment(
        source.path,
        page,
        text,
        tuple(state.links),
        tuple(state.anchors),
        tuple(state.found),
        outline=state.outline,
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
    parser.validateLink = _is_link  # type: ignore[method-assign]
    parser.enable(["table", "strikethrough"])
    parser.use(footnote_plugin).use(deflist_plugin)
    parser.use(dollarmath_plugin, allow_digits=False, double_inline=True)
    parser.use(attrs_plugin, spans=True, allowed=["lang", "dir", "class", "id"])
    parser.use(attrs_block_plugin)
    parser.use(container_plugin, "directive", validate=lambda params, *_: bool(params.strip()))
    for name, rule in RENDER_RULES.items():
        parser.add_render_rule(name, rule)
    return parser


def _is_link(url: str) -> bool:
    # Whatever it leads to: what is not allowed is to be reported, not left as text.
    return isinstance(url, str)
