"""Notebooks to HTML: text cells as lessons are, code highlighted, outputs as they are stored."""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from coursewright.accessible.names import alt_faults, is_missing
from coursewright.accessible.outline import Heading, NamedLink, Outline, Spoken
from coursewright.accessible.page import skipped_levels
from coursewright.accessible.rules import STRUCTURE_IS_DESCRIBED, TABLE_HAS_CAPTION
from coursewright.compile import rules
from coursewright.compile.cells import place_in_file
from coursewright.compile.code import highlight
from coursewright.compile.code_facts import cell_facts
from coursewright.compile.fragment import Extra, Fragment, Link
from coursewright.compile.markdown import Markdown, render_markdown
from coursewright.compile.rendering import code_description
from coursewright.compile.sanitise import clean, images
from coursewright.markup import Markup, html
from coursewright_packaging.diagnostic import Diagnostic, Rule

__all__ = ["cell_text", "render_notebook"]


_ANSI = re.compile(r"\x1b\[([0-9;]*)[A-Za-z]")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_IMAGES = {"image/png": "png", "image/jpeg": "jpg", "image/gif": "gif"}
# A cell does not know what stands above it, and Jupyter knows no captions of tables.
_NOT_IN_CELLS = frozenset({rules.HEADINGS_STEP.id, TABLE_HAS_CAPTION.id})
_LINK = re.compile(r"cw-link:(\d+)")
_CODE = (
    '<div class="cell cell-code"><p class="cell-label">In [{number}]</p>'
    '<div class="code-block"><pre class="cell-input" tabindex="0" role="group" '
    'aria-label="In [{number}]">'
    '<code class="highlight">{code}</code></pre>'
    "{described}</div>{outputs}</div>"
)
_OUTPUT = (
    '<div class="cell-output" tabindex="0" role="group" aria-label="Out [{number}]">{shown}</div>'
)
_PRE = '<pre class="{}">{}</pre>'
_IMAGE = '<img class="output-image" src="cw-link:{}" alt="{}" />'


def cell_text(value: Any) -> str:
    """Return a notebook's text, which may be one string or a list of lines."""
    return "".join(value) if isinstance(value, list) else str(value or "")


@dataclass(slots=True)
class _Page:
    """What rendering one notebook collects. run: how many of its code cells are shown so far."""

    source: Markdown
    language: str
    html: list[str]
    text: list[str]
    links: list[Link]
    anchors: list[str]
    found: list[Diagnostic]
    extras: list[Extra]
    headings: list[Heading]
    named: list[NamedLink]
    spoken: list[Spoken]
    run: int = 0

    def place(self, cell: int, line: int = 1, column: int = 1) -> tuple[int, int]:
        """Return where a place in a cell stands in the author's file."""
        return place_in_file(self.source.written or self.source.text, cell, line, column)

    def fault(self, rule: Rule, cell: int, problem: str) -> None:
        """Report what is wrong with a cell."""
        line, column = self.place(cell)
        message = f"cell {cell}: {problem}"
        self.found.append(rule.at(self.source.path, message, line=line, column=column))


def render_notebook(source: Markdown) -> Fragment:
    """Return a notebook (its JSON in `source.text`) as HTML; a pure function of its argument."""
    notebook = json.loads(source.text)
    metadata = notebook.get("metadata", {})
    language = str(metadata.get("language_info", {}).get("name", "python"))
    page = _Page(source, language, [], [], [], [], [], [], [], [], [])
    for number, cell in enumerate(notebook["cells"], 1):
        _cell(page, cell, number)
    _check_levels(page)
    body = "\n".join(page.html)
    return Fragment(
        source.path,
        f'<div class="notebook">{body}</div>',
        " ".join(" ".join(page.text).split()),
        tuple(page.links),
        tuple(page.anchors),
        tuple(page.found),
        tuple(page.extras),
        Outline(tuple(page.headings), tuple(page.named), tuple(page.spoken)),
    )


def _check_levels(page: _Page) -> None:
    for heading, message in skipped_levels(page.headings, page.source.level):
        line, column = page.place(heading.cell, heading.line, heading.column)
        told = f"cell {heading.cell}: {message}"
        fault = rules.HEADINGS_STEP.at(page.source.path, told, line=line, column=column)
        page.found.append(fault)


def _cell(page: _Page, cell: dict[str, Any], number: int) -> None:
    text = cell_text(cell.get("source"))
    if cell["cell_type"] == "markdown":
        page.html.append(f'<div class="cell cell-markdown">{_markdown(page, text, number)}</div>')
    elif cell["cell_type"] == "code" and text.strip():
        page.run += 1
        outputs = "".join(_outputs(page, cell, number))
        page.text.append(text)
        shown = Markup(highlight(text, page.language))
        described = Markup(_description(page, cell, number))
        page.html.append(
            html(_CODE, number=page.run, code=shown, described=described, outputs=Markup(outputs))
        )


def _description(page: _Page, cell: dict[str, Any], number: int) -> str:
    """Return what tells of a cell's code, as its metadata have it."""
    facts = cell_facts(cell, page.language)
    audio = ""
    if facts.structural and not facts.description:
        problem = "the code is structural, but nothing describes its structure"
        page.fault(STRUCTURE_IS_DESCRIBED, number, problem)
    elif facts.structural:
        kind = "recorded" if facts.audio else "speech"
        page.links.append(Link(facts.audio or facts.description, 1, kind, 1, number))
        audio = f"cw-link:{len(page.links) - 1}"
    return code_description(facts, audio, page.source.words)


def _markdown(page: _Page, text: str, number: int) -> str:
    first = not page.html
    source = replace(page.source, text=text, line=1, column=1, title=first)
    fragment = render_markdown(source)
    offset = len(page.links)
    page.links += (replace(link, cell=number) for link in fragment.links)
    page.text.append(fragment.text)
    page.anchors += fragment.anchors
    page.headings += (replace(each, cell=number) for each in fragment.outline.headings)
    page.named += (replace(each, cell=number) for each in fragment.outline.links)
    page.spoken += (replace(each, cell=number) for each in fragment.outline.spoken)
    for each in fragment.diagnostics:
        if each.rule not in _NOT_IN_CELLS:
            line, column = page.place(number, each.line, each.column)
            message = f"cell {number}: {each.message}"
            page.found.append(replace(each, line=line, column=column, message=message))
    return _LINK.sub(lambda m: f"cw-link:{int(m[1]) + offset}", fragment.html)


def _outputs(page: _Page, cell: dict[str, Any], number: int) -> Iterator[str]:
    for output in cell.get("outputs", ()):
        if isinstance(output, dict) and (shown := _output(page, cell, output, number)):
            yield html(_OUTPUT, number=page.run, shown=Markup(shown))


def _output(page: _Page, cell: dict[str, Any], output: dict[str, Any], number: int) -> str:
    match output.get("output_type"):
        case "stream":
            css = "output-stderr" if output.get("name") == "stderr" else "output-text"
            return html(_PRE, css, _terminal(cell_text(output.get("text"))))
        case "error":
            lines = "\n".join(map(str, output.get("traceback", ()))) or str(output.get("evalue"))
            return html(_PRE, "output-error", _terminal(lines))
        case "display_data" | "execute_result":
            data = output.get("data")
            return _rich(page, cell, data, number) if isinstance(data, dict) else ""
        case _:
            return ""


def _rich(page: _Page, cell: dict[str, Any], data: dict[str, Any], number: int) -> str:
    for kind, suffix in _IMAGES.items():
        if kind in data:
            return _image(page, cell, cell_text(data[kind]), suffix, number)
    if "text/html" in data:
        shown = cell_text(data["text/html"])
        if any(is_missing(alt or "") for alt, _ in images(shown)):
            page.fault(rules.OUTPUT_HAS_ALT, number, "a picture that it puts out has no text")
        table = clean(shown)
        return f'<div class="output-html">{table}</div>'
    if "text/latex" in data:
        fragment = render_markdown(
            replace(page.source, text=cell_text(data["text/latex"]), title=False)
        )
        return f'<div class="output-latex">{fragment.html}</div>'
    return html(_PRE, "output-text", _terminal(cell_text(data.get("text/plain"))))


def _image(page: _Page, cell: dict[str, Any], data: str, suffix: str, number: int) -> str:
    try:
        content = base64.b64decode("".join(data.split()), validate=True)
    except binascii.Error:
        page.fault(rules.LINK_RESOLVES, number, "the picture in its output is damaged")
        return ""
    alt = str(cell.get("metadata", {}).get("alt", ""))
    if is_missing(alt):
        page.fault(rules.OUTPUT_HAS_ALT, number, "the picture that it puts out has no text")
        alt = f"Out [{page.run}]"
    for rule, message in alt_faults(alt):
        page.fault(rule, number, message)
    name = f"{hashlib.sha256(content).hexdigest()[:16]}.{suffix}"
    page.extras.append(Extra(name, content))
    page.links.append(Link(name, 0, "extra"))
    return html(_IMAGE, len(page.links) - 1, alt)


def _terminal(text: str) -> str:
    return _CONTROL.sub("", _ANSI.sub("", text))
