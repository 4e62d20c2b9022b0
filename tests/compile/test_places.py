"""Where what is wrong in a text stands: line and column of the author's file."""

from __future__ import annotations

import json
from typing import Any

import pytest

from coursewright.compile.cells import place_in_file
from coursewright.compile.markdown import Markdown, render_markdown

TEXTS = [
    ("See [this](>>a.md).", "link"),
    ("See [a.md](>>a.md) in line.", "link"),
    ("`[x](a.md)` and [x](>>a.md)", "link"),
    ("A [text over\ntwo lines](>>a.md).", "link"),
    ("> quoted [x](>>a.md)", "link"),
    ("- item\n\n  [x](>>a.md)", "link"),
    ('[x](>>a.md "title")', "link"),
    ("[x](<>>a b.md>)", "link"),
    ("[x](>>مرحبا.md)", "link"),
    ("[x][ref] text\n\n[ref]: >>a.md", "link"),
    ("| a |\n|---|\n| [x](>>a.md) |", "link"),
    ("Note[^n]\n\n[^n]: See [x](>>a.md).", "link"),
    ("![alt](>>a.png)", "image"),
    ('<p>\n<a href=">>a.md">x</a></p>', "link"),
    ("Some <a href='>>a.md'>x</a>", "link"),
    ("[to](>>#top)", "here"),
    ("::: video >>a.video.yaml\n:::", "player"),
]


@pytest.mark.parametrize(("marked", "kind"), TEXTS)
def test_a_link_knows_where_its_address_stands(marked: str, kind: str) -> None:
    text = marked.replace(">>", "")
    before = marked.partition(">>")[0].split("\n")
    fragment = render_markdown(Markdown(text, "page.md", 10, column=5))
    (link,) = fragment.links
    assert (link.kind, link.line, link.column) == (kind, 9 + len(before), 5 + len(before[-1]))


def test_equal_links_are_told_apart() -> None:
    text = "[a](x.md) [b](x.md) [![c](x.md)](x.md)\n[d](x.md)"
    links = render_markdown(Markdown(text, "page.md")).links
    places = [(link.line, link.column) for link in links]
    assert places == [(1, 5), (1, 15), (1, 27), (1, 34), (2, 5)]


@pytest.mark.parametrize(
    ("marked", "rule"),
    [
        ("`$\\frac{1}$` but >>$\\frac{1}$", "math-parses"),
        ("x\n\n>>$$\n\\frac{1}\n$$", "math-parses"),
        ("twice >>$$\\frac{1}$$ inline", "math-parses"),
        ("![](>>a.png)", "image-has-alt-text"),
        ("[](>>a.md)", "link-has-text"),
        ("[x](>>javascript:alert(1))", "link-is-safe"),
        ("<>>vbscript:x>", "link-is-safe"),
        ("![x](>>data:image/png;base64,AA)", "link-is-safe"),
        ('<p>x <a href=">>FILE:///x">y</a></p>', "link-is-safe"),
        ("```>>pyhton\n```", "code-language-is-known"),
        ("  ::: >>nota\n:::", "directive-is-known"),
        ("x <b >>onclick='x()'>y</b>", "html-is-safe"),
        ("x\n\n<div>\n>><script>\n</script></div>", "html-is-safe"),
        (">><img src='a.png'>", "image-has-alt-text"),
    ],
)
def test_a_mistake_is_reported_at_its_column(marked: str, rule: str) -> None:
    before = marked.partition(">>")[0].split("\n")
    found = render_markdown(Markdown(marked.replace(">>", ""), "page.md")).diagnostics
    places = [(each.rule, each.line, each.column) for each in found]
    assert places == [(rule, len(before), len(before[-1]) + 1)]


LAYOUTS: list[dict[str, Any]] = [
    {"indent": 1},
    {"indent": 1, "ensure_ascii": False},
    {"separators": (",", ":")},
]


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("in_lines", [True, False])
def test_a_place_in_a_cell_is_found_in_the_notebook_s_file(
    layout: dict[str, Any], in_lines: bool
) -> None:
    text = 'é "quoted"\n\tmore \\ >here\nend'
    source = text.splitlines(keepends=True) if in_lines else text
    cells = [{"source": "# A"}, {"cell_type": "markdown", "source": source, "outputs": []}]
    file = json.dumps({"cells": cells, "nbformat": 4}, **layout)
    line, column = place_in_file(file, 2, 2, text.split("\n")[1].index(">") + 1)
    assert file.split("\n")[line - 1][column - 1 :].startswith(">here")
