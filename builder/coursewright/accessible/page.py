"""Checks of a page as a whole."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from coursewright.accessible import rules
from coursewright.accessible.outline import Heading, NamedLink, Outline, Spoken
from coursewright.accessible.reading import hard_from, lix, sentences, words
from coursewright_packaging.diagnostic import Diagnostic, Rule

__all__ = ["check_page", "skipped_levels"]

_SHOWN = 80
Place = Callable[[int, int, int], tuple[int, int]]
"""Returns line and column of the file for cell, line and column of a notebook."""


def check_page(outline: Outline, path: str, language: str, place: Place) -> Iterator[Diagnostic]:
    """Yield what is wrong with the titles, the links and the language of a page.

    path: of its file. language: BCP 47, of the page. place: of what stands in a cell.
    """
    titles = [heading for heading in outline.headings if heading.top]
    for heading in titles[1:]:
        message = "the page has another heading of the first level"
        yield _at(rules.PAGE_HAS_ONE_TITLE, path, heading, message, place)
    yield from _links(outline.links, path, place)
    yield from _plain_language(outline.spoken, path, language, place)


def skipped_levels(headings: Sequence[Heading], level: int) -> Iterator[tuple[Heading, str]]:
    """Yield the headings that skip a level, and what to say. level: of what stands above all."""
    previous = level
    for heading in headings:
        if heading.level > previous + 1:
            yield heading, f"an h{heading.level} follows an h{previous}"
        previous = heading.level


def _links(links: Sequence[NamedLink], path: str, place: Place) -> Iterator[Diagnostic]:
    """Yield links of which another one has the same text and another target."""
    first: dict[str, NamedLink] = {}
    for link in links:
        other = first.setdefault(" ".join(link.text.split()).casefold(), link)
        if other.target != link.target:
            where = f"in cell {other.cell}" if other.cell else f"in line {other.line}"
            message = (
                f'"{link.text}" leads to "{link.target[:_SHOWN]}" here '
                f'and to "{other.target[:_SHOWN]}" {where}'
            )
            yield _at(rules.SAME_TEXT_SAME_TARGET, path, link, message, place)


def _plain_language(
    spoken: Sequence[Spoken], path: str, language: str, place: Place
) -> Iterator[Diagnostic]:
    limit = hard_from(language)
    index = round(lix(each.text for each in spoken)) if limit else 0
    if index > limit:
        said = ((each, text) for each in spoken for text in sentences(each.text))
        longest, text = max(said, key=lambda pair: len(words(pair[1])))
        text = " ".join(text.split())
        shown = text if len(text) <= _SHOWN else f"{text[:_SHOWN].rstrip()}…"
        message = (
            f"the text has a readability index of {index}; moderate is {limit} or less. "
            f'Its longest sentence has {len(words(text))} words: "{shown}"'
        )
        yield _at(rules.LANGUAGE_IS_PLAIN, path, longest, message, place)


def _at(
    rule: Rule, path: str, part: Heading | NamedLink | Spoken, message: str, place: Place
) -> Diagnostic:
    if not part.cell:
        return rule.at(path, message, line=part.line, column=part.column)
    line, column = place(part.cell, part.line, part.column)
    return rule.at(path, f"cell {part.cell}: {message}", line=line, column=column)
