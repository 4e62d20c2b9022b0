"""What a person enters by hand: the settings of the course, its modules and its items.

Keys are those of the course format. Coursera imports none of them, and which of them a course may
set depends on its contract, so the plan holds all that the author wrote.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, replace
from datetime import datetime

from coursewright.model import items
from coursewright.model.course import Group, Module, Publication
from coursewright_packaging.coursera.numbering import by_hand, numbered, question_rows
from coursewright_packaging.vocabulary import questions as q
from coursewright_packaging.vocabulary.text import Rich

__all__ = ["Settings", "course_id_address", "course_settings", "item_settings", "module_settings"]

Settings = dict[str, object]
"""Values that JSON knows, by key."""


def course_id_address(slug: str) -> str:
    """Return the public address that tells the id of a course; grader uploads ask for it."""
    return f"https://api.coursera.org/api/onDemandCourses.v1?q=slug&slug={slug}"


def course_settings(publication: Publication, slug: str) -> Settings:
    """Return the course's settings. slug: its name in Coursera's addresses, or empty."""
    info, term = publication.info, publication.term
    return _written(
        {
            "course_slug": slug,
            "course_id": slug and course_id_address(slug),
            "description": info.description,
            "version": info.version,
            "date": info.date and info.date.isoformat(),
            "language": info.language,
            "licence": info.licence,
            "authors": [_written(asdict(author)) for author in info.authors],
            "support": info.support,
            "term": term and _written({"title": term.title, "timezone": term.timezone}),
            "start": _moment(term.start) if term else "",
            "end": _moment(term.end) if term else "",
            "groups": [_group(group) for group in info.groups],
            "scheme": [asdict(step) for step in info.grading_scheme],
            "late": info.late_policy and asdict(info.late_policy),
            "completion": _written(asdict(info.completion)),
        }
    )


def _group(group: Group) -> Settings:
    # Where the author's file names an item is nobody else's business.
    named = asdict(replace(group, never_drop_at=()))
    return _written({key: value for key, value in named.items() if key != "place"})


def module_settings(module: Module[Rich], publication: Publication) -> Settings:
    """Return a module's settings; modules that come before it are named by their titles."""
    titles = {each.id: each.title for each in publication.modules}
    return _written(
        {
            "summary": module.summary,
            "unlock": _moment(module.unlock),
            "prerequisites": [titles[key] for key in module.prerequisites],
            "sequential": module.sequential,
            "require": module.require,
        }
    )


def item_settings(item: items.Item[Rich], publication: Publication) -> Settings:
    """Return an item's settings: what all items have, then what its kind has."""
    outcomes = {outcome.id: outcome.title for outcome in publication.outcomes}
    return _written(
        {
            "summary": item.summary,
            "minutes": item.minutes or None,
            "teaches": [outcomes[key] for key in item.teaches],
            "assesses": [outcomes[key] for key in item.assesses],
            "requirement": item.requirement and _written(asdict(item.requirement)),
            "unlock": _moment(item.dates.unlock),
            "due": _moment(item.dates.due),
            "lock": _moment(item.dates.lock),
            **dict(_of_kind(item, publication)),
            **dict(_graded(item, publication)),
        }
    )


def _of_kind(item: items.Item[Rich], publication: Publication) -> Iterator[tuple[str, object]]:
    match item:
        case items.Quiz():
            yield from _quiz(item, publication).items()
        case items.Lab():
            yield (
                "criteria",
                [
                    {"id": c.id, "title": c.title, "weight": c.weight, "manual": c.manual == 1}
                    for c in item.criteria
                ],
            )
        case items.Discussion():
            yield "mode", item.mode
            yield "post_first", item.post_first
        case items.Assignment():
            yield "submission", list(item.submission)
            yield "extensions", list(item.extensions)
            yield "attempts", item.attempts or "unlimited"
            yield "portfolio", item.portfolio
        case items.Tool():
            yield "url", item.url
            yield "custom", dict(item.custom)
            yield "new_tab", item.new_tab
        case items.Link():
            yield "url", item.url
            yield "new_tab", item.new_tab
        case items.Video() if item.poster:
            yield "poster", f"files/{item.poster}"


def _graded(item: items.Item[Rich], publication: Publication) -> Iterator[tuple[str, object]]:
    yield "points", getattr(item, "points", None)
    for group in publication.info.groups:
        if group.id == getattr(item, "group", ""):
            yield "group", _group(group)
    for rubric in publication.rubrics:
        if rubric.id == getattr(item, "rubric", ""):
            yield "rubric", asdict(rubric)
    if review := getattr(item, "peer_review", None):
        yield "peer_review", asdict(review)


def _quiz(quiz: items.Quiz[Rich], publication: Publication) -> Settings:
    banks = {bank.id: bank.questions for bank in publication.banks}
    settings = asdict(quiz.settings)
    return settings | {
        "attempts": quiz.settings.attempts or "unlimited",
        "questions": question_rows(numbered(quiz.questions, banks)),
        "draws": list(_draws(quiz, publication)),
        "by_hand": by_hand(quiz.questions, banks),
    }


def _draws(quiz: items.Quiz[Rich], publication: Publication) -> Iterator[Settings]:
    titles = {bank.id: bank.title for bank in publication.banks}
    for part in quiz.questions:
        if isinstance(part, q.Draw):
            yield {"bank": titles[part.bank], "count": part.count, "points": part.points}


def _moment(moment: datetime | None) -> str:
    return moment.isoformat() if moment else ""


def _written(settings: Mapping[str, object]) -> Settings:
    """Return the settings without those that the author left out."""
    return {key: value for key, value in settings.items() if value not in (None, "", [], (), {})}
