"""Markdown to HTML: every feature of the course format, and nothing that could do harm."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from coursewright.compile.fragment import Fragment
from coursewright.compile.markdown import Markdown, render_markdown

GOLDEN = Path(__file__).parent / "golden"
BAD_ELEMENTS = {"script", "iframe", "object", "embed", "form", "input", "style", "link", "base"}


def _render(text: str) -> Fragment:
    return render_markdown(Markdown(text, "01-part/01-page.md", 1))


def _tree(html: str) -> etree._Element:
    # As a platform's strictest reader: XML, which closes and quotes everything.
    return etree.fromstring(f"<div>{html}</div>")


@pytest.mark.parametrize("name", [path.stem for path in sorted(GOLDEN.glob("*.md"))])
def test_every_feature_becomes_the_html_that_was_agreed_on(name: str, regen: bool) -> None:
    source = GOLDEN / f"{name}.md"
    fragment = _render(source.read_text("utf-8"))
    found = "".join(f"{d.line}: {d.rule}: {d.message}\n" for d in fragment.diagnostics)
    shown = f"{fragment.html}\n\n{found}" if found else f"{fragment.html}\n"
    _tree(fragment.html)
    expected = source.with_suffix(".html")
    if regen:
        expected.write_text(shown, "utf-8")
    assert shown == expected.read_text("utf-8")


HOSTILE = [
    "<script>alert(1)</script>",
    '<img src="x.png" alt="x" onerror="alert(1)">',
    '<a href="javascript:alert(1)">x</a>',
    "[x](javascript:alert(1))",
    "![x](data:text/html;base64,PHNjcmlwdD4=)",
    '<iframe src="https://example.org"></iframe>',
    "<style>body { display: none }</style>",
    '<form action="https://example.org"><input name="password"></form>',
    '<div style="position: fixed">x</div>',
    '<svg onload="alert(1)"></svg>',
    "<math><mtext><script>alert(1)</script></mtext></math>",
    '<a href="vbscript:x">x</a>',
    "<p>\n<scr<script>ipt>alert(1)</script>",
    '<object data="x.swf"></object>',
    '<meta http-equiv="refresh" content="0;url=https://example.org">',
    '<base href="https://example.org/">',
    "::: note <img src=x onerror=alert(1)>\nx\n:::",
    '```python title="<script>alert(1)</script>"\nx\n```',
    "$\\text{<script>alert(1)</script>}$",
    '| a |\n|---|\n| <b onclick="x">b</b> |',
    '[x](page.md "a\\" onmouseover=\\"alert(1)")',
]


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_that_runs_or_loads_gets_through(text: str) -> None:
    tree = _tree(_render(text).html)
    for element in tree.iter(etree.Element):
        assert etree.QName(element).localname.lower() not in BAD_ELEMENTS
        for name, value in element.attrib.items():
            assert not str(name).lower().startswith("on"), (name, value)
            assert str(name) != "style"
            assert not re.match(r"\s*(javascript|vbscript|data):", str(value), re.IGNORECASE)


@settings(max_examples=150, deadline=None)
@given(st.text(st.sampled_from("ab #*_`~$\\[]()<>!|-:\n\"'&;{}=/1\t\u202e\u0301é🎈"), max_size=80))
def test_any_text_becomes_well_formed_xml(text: str) -> None:
    _tree(_render(text).html)


@pytest.mark.parametrize(
    ("text", "rule", "line"),
    [
        ("# T\n\n![](a.png)", "image-has-alt-text", 3),
        ("# T\n\n[](a.md)", "link-has-text", 3),
        ("# T\n\n## A\n\n#### B", "headings-step", 5),
        ("```pyhton\nx\n```", "code-language-is-known", 1),
        ("a\n\n$\\frac{1}$", "math-parses", 3),
        ("::: nota\nx\n:::", "directive-is-known", 1),
        ("::: note\nx", "directive-closes", 1),
        ("x\n\n:::", "directive-closes", 3),
        ("a\n\n<script>x</script>", "html-is-safe", 3),
        ("```question\ntype: multiple-choice\n```", "key-is-present", 2),
    ],
)
def test_a_mistake_is_reported_at_its_line(text: str, rule: str, line: int) -> None:
    found = [(d.rule, d.line) for d in _render(text).diagnostics]
    assert (rule, line) in found


def test_directives_of_equal_length_nest() -> None:
    inner = "::: details More\ninner\n:::"
    fragment = _render(f"::: note\nbefore\n\n{inner}\n\nafter\n:::\n\noutside")
    (note,) = _tree(fragment.html).findall("div")
    assert "".join(note.itertext()).split() == ["Note", "before", "More", "inner", "after"]
    assert fragment.diagnostics == ()


def test_colons_in_code_open_nothing() -> None:
    fragment = _render("```text\n::: note\n```\n\n    ::: tip\n")
    assert fragment.diagnostics == ()
    assert "admonition" not in fragment.html


def test_plain_text_is_what_a_reader_hears() -> None:
    assert _render("# T\n\nSome *words* and `code`.\n\n![a bee](b.png)").text == (
        "Some words and code. a bee"
    )
