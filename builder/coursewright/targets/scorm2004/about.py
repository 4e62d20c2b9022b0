"""The first page of a package: what the course says of itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from coursewright import theme
from coursewright.markup import Markup, html
from coursewright.model.course import Author, CourseInfo, Publication
from coursewright_packaging.scorm2004.course import Sco
from coursewright_packaging.vocabulary.rubrics import Outcome

__all__ = ["about_course"]

_ID = "about-course"


def about_course(publication: Publication) -> Sco | None:
    """Return the page, which nothing depends on; `None` when the course says nothing of itself."""
    info, words = publication.info, theme.strings(publication.info.language)
    text = html("<p>{}</p>", info.description) if info.description else ""
    text += "".join(_sections(publication, words))
    if not text:
        return None
    body = html("<h1>{}</h1>", info.title) + text
    return Sco(id=_ID, title=words["home"], body=body, required=False)


def _sections(publication: Publication, words: Mapping[str, str]) -> Iterator[str]:
    info = publication.info
    yield _list("", filter(None, (info.duration, info.difficulty, info.assessment_type)))
    yield _list(words["outcomes"], map(_outcome, publication.outcomes))
    yield _list(words["before"], info.prerequisites)
    told = (f"{module.title}: {module.summary}" for module in publication.modules if module.summary)
    yield _list(words["contents"], told)
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


def _author(author: Author) -> str:
    return ", ".join(filter(None, (author.name, author.role, author.email)))


def _rights(info: CourseInfo) -> Iterator[str]:
    """Yield the licence, and the day of the version that it holds for."""
    if info.licence:
        yield f"{info.licence} ({info.date})" if info.date else info.licence
