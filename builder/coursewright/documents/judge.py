"""Facts of a document held against the rules."""

from __future__ import annotations

import re
from collections.abc import Iterator

from coursewright.accessible.names import alt_faults, is_missing
from coursewright.accessible.rules import ALT_SAYS_SOMETHING
from coursewright.documents import rules
from coursewright.documents.facts import Facts, Picture
from coursewright.documents.read import OLD
from coursewright_packaging.diagnostic import Diagnostic, Rule

__all__ = ["judge_document"]

_MOST = 5  # places of one fault that are named
_LONG = 300  # words of a text that needs headings
_TAG = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*|[A-Za-z]{4,8}(?:-[A-Za-z0-9]{1,8})*")
_NO_TITLE = re.compile(
    r"(?:word document|powerpoint presentation|presentation|pr[äe]sentation|document|dokument"
    r"|untitled|unbenannt|title|titel)\s*\d*|slide 1|.*\.(?:docx?|pptx?|pdf|odt|tex|indd)",
    re.IGNORECASE,
)
_Finding = tuple[Rule, str]


def judge_document(facts: Facts, kind: str, path: str) -> Iterator[Diagnostic]:
    """Yield what is wrong with a document. kind: its ending. path: as it is shown."""
    for rule, message in _container(facts, kind) or [
        *_whole(facts),
        *(_pdf(facts) if kind == "pdf" else _slides(facts) if kind == "pptx" else _word(facts)),
        *_parts(facts),
    ]:
        yield rule.at(path, message)


def _container(facts: Facts, kind: str) -> list[_Finding]:
    """Return why nothing more can be said."""
    if kind in OLD:
        return [(rules.EXAMINED, f"documents of the old format `.{kind}` are not examined")]
    if not facts.examined:
        message = "the document was not examined, since pikepdf is not installed"
        return [(rules.EXAMINED, message)]
    if facts.locked:
        return [(rules.OPEN, "the document opens with a password only")]
    if facts.beyond:
        return [(rules.BOUNDED, f"the document is beyond what is read: {facts.beyond}")]
    if facts.unreadable:
        return [(rules.READABLE, f"the document cannot be read: {facts.unreadable}")]
    return []


def _whole(facts: Facts) -> Iterator[_Finding]:
    if facts.closed:
        yield rules.OPEN, "the document forbids screen readers to take its text"
    if not facts.title:
        yield rules.HAS_TITLE, "the document has no title"
    elif _NO_TITLE.fullmatch(facts.title):
        yield rules.HAS_TITLE, f'the title of the document, "{facts.title}", says nothing'
    elif not facts.shows_title:
        yield rules.HAS_TITLE, "viewers show the file's name instead of the document's title"
    if not facts.language:
        yield rules.HAS_LANGUAGE, "the document does not say its language"
    elif not _TAG.fullmatch(facts.language):
        message = f'the language of the document, "{facts.language[:40]}", is no tag of BCP 47'
        yield rules.HAS_LANGUAGE, message


def _pdf(facts: Facts) -> Iterator[_Finding]:
    if facts.pictured:
        yield rules.TEXT_IS_TEXT, f"{_places(facts.pictured)}: the page is a picture of text"
    if not facts.tagged:
        yield rules.HAS_TAGS, "the document has no tags"
        return
    if facts.untagged:
        yield rules.HAS_TAGS, f"{_places(facts.untagged)}: text has no tag"
    if facts.pages > 1 and not facts.headings:
        yield rules.HAS_HEADINGS, f"the document has {facts.pages} pages and no heading"
    yield from _levels(facts)


def _word(facts: Facts) -> Iterator[_Finding]:
    if not facts.headings and (facts.words > _LONG or facts.pages > 1):
        yield rules.HAS_HEADINGS, f"the document has {facts.words} words and no heading"
    yield from _levels(facts)
    for text, at in facts.bold[:_MOST]:
        yield rules.HEADING_IS_ONE, f'{at}: "{text}" looks like a heading, but has no such style'
    for at in facts.listed[:_MOST]:
        yield rules.LIST_IS_ONE, f"{at}: paragraphs look like a list, but are none"


def _slides(facts: Facts) -> Iterator[_Finding]:
    for at in facts.untitled[:_MOST]:
        yield rules.SLIDE_HAS_TITLE, f"{at}: the slide has no title"
    for at, title in facts.doubled[:_MOST]:
        yield rules.SLIDE_TITLES_DIFFER, f'{at}, "{title}"'


def _levels(facts: Facts) -> Iterator[_Finding]:
    previous = 0
    for heading in facts.headings:
        if heading.level > previous + 1:
            above = f"a heading of level {previous}" if previous else "no other"
            message = f"a heading of level {heading.level} follows {above}"
            yield rules.HEADINGS_STEP, _told(heading.at, message)
        previous = heading.level


def _parts(facts: Facts) -> Iterator[_Finding]:
    for picture in facts.pictures:
        if problem := _picture(picture):
            yield rules.PICTURE_HAS_TEXT, _told(picture.at, problem)
    for table in facts.tables:
        if not table.headed:
            message = _told(table.at, "the table has no row or column of headers")
            yield rules.TABLE_HAS_HEADERS, message
    for problem in facts.disorder[:_MOST]:
        yield rules.READS_IN_ORDER, problem


def _picture(picture: Picture) -> str:
    name = f' "{picture.name}"' if picture.name else ""
    if is_missing(picture.alt):
        return f"the picture{name} has no text"
    faults = (text for rule, text in alt_faults(picture.alt) if rule is ALT_SAYS_SOMETHING)
    return next(faults, "")


def _told(at: str, message: str) -> str:
    return f"{at}: {message}" if at else message


def _places(places: tuple[str, ...]) -> str:
    more = f" and {len(places) - _MOST} more" if len(places) > _MOST else ""
    return ", ".join(places[:_MOST]) + more
