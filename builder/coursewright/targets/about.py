"""What a course says of itself, as text, for formats that have no fields for it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from coursewright import theme
from coursewright.markup import Markup, html
from coursewright.model.course import Author, CourseInfo, Group, Publication
from coursewright_packaging.vocabulary.rubrics import Outcome

__all__ = ["about_course"]


def about_course(publication: Publication) -> str:
    """Return an HTML fragment without the course's title; empty when there is nothing to say."""
    info, words = publication.info, theme.strings(publication.info.language)
    described = html("<p>{}</p>", info.description) if info.description else ""
    return described + "".join(_sections(publication, words))


def _sections(publication: Publication, words: Mapping[str, str]) -> Iterator[str]:
    info, term = publication.info, publication.term
    running = term.title if term else ""
    facts = (running, info.duration, info.difficulty, info.assessment_type)
    yield _list("", filter(None, facts))
    yield _list(words["outcomes"], map(_outcome, publication.outcomes))
    yield _list(words["before"], info.prerequisites)
    told = (f"{module.title}: {module.summary}" for module in publication.modules if module.summary)
    yield _list(words["contents"], told)
    yield _list(words["grading"], map(_group, info.groups))
    yield _list(words["authors"], map(_author, info.authors))
    yield _list(words["support"], filter(None, (info.support,)))
    yield _list(words["licence"], _rights(info))


def _list(title: str, entries: Iterable[str]) -> str:
    listed = "".join(html("<li>{}</li>", entry) for entry in entries)
    if not listed:
        return ""
    heading = html("<h2>{}</h2>", title) if title else ""
    return heading + html("<ul>{}</ul>", Markup(listed))


def _outcome(outcome: Outcome) -> str:
    title = f"{outcome.title} ({outcome.bloom})" if outcome.bloom else outcome.title
    return f"{title}: {outcome.description}" if outcome.description else title


def _group(group: Group) -> str:
    return f"{group.title}: {group.weight:g} %" if group.weight else group.title


def _author(author: Author) -> str:
    return ", ".join(filter(None, (author.name, author.role, author.email)))


def _rights(info: CourseInfo) -> Iterator[str]:
    """Yield the licence, with the version that it holds for."""
    if info.licence:
        dated = f"{info.version}, {info.date}" if info.date else info.version
        yield f"{info.licence} ({dated})"
