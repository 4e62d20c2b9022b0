"""A question inside a lesson: read, answered in the head, checked by opening the answer."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import singledispatch

from coursewright.compile import rules
from coursewright.compile.fragment import Fragment
from coursewright.compile.markdown import Markdown, render_markdown
from coursewright.markup import Markup, html
from coursewright.model.source import Source
from coursewright_packaging.diagnostic import Diagnostic
from coursewright_packaging.vocabulary import questions as q

__all__ = ["render_self_check"]

_INDENT = "  "
_SECTION = """<section class="self-check">\
<p class="self-check-title">{title}</p><div class="self-check-stem">{stem}</div>{options}\
<details class="self-check-answer"><summary>{show}</summary>\
{answer}{feedback}</details></section>
"""


def render_self_check(text: str, lesson: Markdown, place: tuple[int, int]) -> Fragment:
    """Return the question in `text` (YAML) as HTML.

    place: line and column of the file at which the block's fence stands, above the text.
    """
    question, found = _read(text, lesson.path, place)
    if question is None or found:
        return Fragment(lesson.path, "", "", diagnostics=found)
    words = lesson.words
    parts = _Parts(lesson)
    listed = "".join(parts.choices(title, each, words) for title, each in _choices(question))
    lines = [parts.line(pieces, words) for pieces in _answers(question)]
    answer = _in_order(lines) if isinstance(question, q.Ordering) else _one_by_one(lines)
    remarks = "".join(
        f"<dt>{parts.line((piece,), words)}</dt><dd>{parts.html(text)}</dd>"
        for piece, text in _remarks(question)
    )
    told = "".join(f"<div>{parts.html(each)}</div>" for each in _feedback(question))
    told += f'<dl class="self-check-feedback">{remarks}</dl>' if remarks else ""
    title, show = words.get("self_check", "Check yourself"), words.get("answer", "Answer")
    page = html(
        _SECTION,
        title=title,
        show=show,
        stem=Markup(parts.html(question.stem)),
        options=Markup(listed),
        answer=Markup(answer),
        feedback=Markup(told),
    )
    return Fragment(lesson.path, page, question.stem.text, diagnostics=tuple(parts.found))


class _Parts:
    """Renders the texts of a question and keeps what is wrong with them."""

    def __init__(self, lesson: Markdown) -> None:
        self._lesson = lesson
        self.found: list[Diagnostic] = []

    def line(self, pieces: _Pieces, words: Mapping[str, str]) -> str:
        """Return the pieces in one line; our own words are translated."""
        return "".join(
            html("{}", words.get(piece, piece))
            if isinstance(piece, str)
            else self.html(piece).removeprefix("<p>").removesuffix("</p>")
            for piece in pieces
        )

    def choices(self, title: str, choices: Sequence[_Piece], words: Mapping[str, str]) -> str:
        """Return a list to choose from below its title, which may be empty."""
        head = html('<p class="kind">{}</p>', words.get(title, title)) if title else ""
        listed = "".join(f"<li>{self.line((choice,), words)}</li>" for choice in choices)
        return f'{head}<ul class="self-check-options">{listed}</ul>'

    def html(self, text: Source) -> str:
        line, column = text.place.line, text.place.column
        source = replace(self._lesson, text=text.text, line=line, column=column, title=False)
        fragment = render_markdown(source)
        self.found += fragment.diagnostics
        for link in fragment.links:
            message = "links and images are not possible in an embedded question"
            self.found.append(
                rules.LINK_RESOLVES.at(fragment.path, message, line=link.line, column=link.column)
            )
        return fragment.html


def _read(
    text: str, path: str, place: tuple[int, int]
) -> tuple[q.Question[Source] | None, tuple[Diagnostic, ...]]:
    from pathlib import Path

    from coursewright.check.questions import check_question
    from coursewright.load.files import SourceFile
    from coursewright.load.questions import read_question
    from coursewright.load.reading import Entry
    from coursewright.load.shape import check_shape
    from coursewright.load.yaml_reader import read_yaml

    # As the only question of a list, so that the schema of a bank applies, and at its place.
    listed = "questions:\n-\n" + textwrap.indent(text, _INDENT)
    line, column = place[0] - 1, place[1] - len(_INDENT)
    document = read_yaml(listed, path, first_line=line, first_column=column)
    found = document.diagnostics or check_shape(document, "bank")
    if found:
        return None, found
    entry = Entry(SourceFile(path, Path(path)), document.data, document)
    data = document.data["questions"][0]
    question = read_question(entry, ("questions", 0), data, f"check-{place[0]}")
    return question, tuple(check_question(question))


def _choices(question: q.Question[Source]) -> Iterator[tuple[str, Sequence[_Piece]]]:
    """Yield lists to choose from, each with its title or an empty one.

    What would show the right order or the right partner is sorted by its text.
    """
    match question:
        case q.MultipleChoice(options=options) | q.MultipleAnswer(options=options):
            yield "", [option.text for option in options]
        case q.TrueFalse():
            yield "", ["true", "false"]
        case q.Matching(pairs=pairs, distractors=others):
            yield "", [pair.prompt for pair in pairs]
            yield "matches", _sorted((*(pair.match for pair in pairs), *others))
        case q.Ordering(entries=entries):
            yield "", _sorted(entry.text for entry in entries)
        case q.Dropdowns(dropdowns=dropdowns):
            for each in dropdowns:
                yield f"[{each.name}]", [option.text for option in each.options]


def _sorted(texts: Iterable[Source]) -> list[Source]:
    """Return each text once, sorted, so that equal matches of two prompts are one choice."""
    return sorted({text.text: text for text in texts}.values(), key=lambda text: text.text)


def _in_order(lines: Iterable[str]) -> str:
    return f"<ol>{''.join(f'<li>{line}</li>' for line in lines)}</ol>"


def _one_by_one(lines: Iterable[str]) -> str:
    return "".join(f"<p>{line}</p>" for line in lines)


_Piece = Source | str
_Pieces = tuple[_Piece, ...]


@singledispatch
def _answers(_question: q.Question[Source]) -> Iterator[_Pieces]:
    """Yield the right answers, each a line of texts that the author wrote and our own words."""
    return iter(())


@_answers.register(q.MultipleChoice)
@_answers.register(q.MultipleAnswer)
def _of_options(question: q.MultipleChoice[Source] | q.MultipleAnswer[Source]) -> Iterator[_Pieces]:
    return ((option.text,) for option in question.options if option.correct)


@_answers.register(q.TrueFalse)
def _of_statement(question: q.TrueFalse[Source]) -> Iterator[_Pieces]:
    yield ("true" if question.answer else "false",)


@_answers.register(q.ShortAnswer)
def _of_line(question: q.ShortAnswer[Source]) -> Iterator[_Pieces]:
    yield (" / ".join(each.answer for each in question.accepted),)


@_answers.register(q.Blanks)
def _of_blanks(question: q.Blanks[Source]) -> Iterator[_Pieces]:
    for blank in question.blanks:
        yield (f"[{blank.name}] {' / '.join(each.answer for each in blank.accepted)}",)


@_answers.register(q.Dropdowns)
def _of_dropdowns(question: q.Dropdowns[Source]) -> Iterator[_Pieces]:
    for dropdown in question.dropdowns:
        right = (option.text for option in dropdown.options if option.correct)
        yield (f"[{dropdown.name}] ", *right)


@_answers.register(q.Matching)
def _of_pairs(question: q.Matching[Source]) -> Iterator[_Pieces]:
    return ((pair.prompt, " → ", pair.match) for pair in question.pairs)


@_answers.register(q.Ordering)
def _of_entries(question: q.Ordering[Source]) -> Iterator[_Pieces]:
    return ((each.text,) for each in question.entries)


@_answers.register(q.Numeric)
def _of_numbers(question: q.Numeric[Source]) -> Iterator[_Pieces]:
    yield (" / ".join(_number(answer) for answer in question.answers),)


@_answers.register(q.Formula)
def _of_formula(question: q.Formula[Source]) -> Iterator[_Pieces]:
    yield (question.expression,)


def _number(answer: q.NumericAnswer[Source]) -> str:
    if answer.exact is None:
        return f"{answer.minimum:g} – {answer.maximum:g}"
    return f"{answer.exact:g}" + (f" ± {answer.tolerance:g}" if answer.tolerance else "")


def _remarks(question: q.Question[Source]) -> Iterator[tuple[_Piece, Source]]:
    """Yield what is told about single answers, each with the answer."""
    match question:
        case q.TrueFalse(true_feedback=true, false_feedback=false):
            yield from ((word, text) for word, text in (("true", true), ("false", false)) if text)
        case q.MultipleChoice(options=options) | q.MultipleAnswer(options=options):
            yield from ((each.text, each.feedback) for each in options if each.feedback)


def _feedback(question: q.Question[Source]) -> Iterator[Source]:
    return (text for text in (question.feedback.correct, question.feedback.general) if text)
