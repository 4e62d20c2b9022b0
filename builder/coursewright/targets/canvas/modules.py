"""Modules of a Canvas course: their lines, what completes them, and a page about each."""

from __future__ import annotations

from collections.abc import Mapping

from coursewright.model import items
from coursewright.model.course import Module
from coursewright_packaging.canvas import course as canvas
from coursewright_packaging.canvas.ids import lookup_uuid
from coursewright_packaging.commoncartridge.ids import Ids
from coursewright_packaging.vocabulary import questions as q
from coursewright_packaging.vocabulary.text import Rich

__all__ = ["KINDS", "NO_PAGE", "about_slug", "content_kind", "has_grade", "module_of", "points"]

KINDS: Mapping[type, str] = {
    items.Lesson: "WikiPage",
    items.NotebookPage: "WikiPage",
    items.Video: "WikiPage",
    items.Audio: "WikiPage",
    items.Quiz: "Quizzes::Quiz",
    items.Lab: "Assignment",
    items.Assignment: "Assignment",
    items.Discussion: "DiscussionTopic",
    items.Tool: "ContextExternalTool",
    items.Link: "ExternalUrl",
    items.File: "Attachment",
    items.Heading: "ContextModuleSubHeader",
}
NO_PAGE = frozenset({"ContextExternalTool", "ExternalUrl", "Attachment"})
"""Kinds that have no text of their own in Canvas."""

_TARGETS = {
    "WikiPage": "page",
    "Assignment": "assignment",
    "Quizzes::Quiz": "quiz",
    "DiscussionTopic": "topic",
    "ContextExternalTool": "tool-link",
    "ExternalUrl": "link",
}


def content_kind(item: items.Item[Rich]) -> str:
    """Return Canvas's content type of the item; a tool with points is an assignment."""
    graded = isinstance(item, items.Tool) and item.points is not None
    return "Assignment" if graded else KINDS[type(item)]


def has_grade(item: items.Item[Rich]) -> bool:
    """Return whether Canvas keeps a grade of the item, in an assignment of its own or behind it."""
    if isinstance(item, items.Quiz):
        return item.settings.graded
    if isinstance(item, items.Discussion):
        return item.points > 0 or item.peer_review is not None
    return content_kind(item) == "Assignment"


def about_slug(module: Module[Rich]) -> str:
    """Return the address of the page about the module."""
    return f"about-module-{module.id}"


def module_of(module: Module[Rich], course: str, *, about: bool) -> canvas.Module:
    """Return the module. course: its id. about: whether a page about the module comes first."""
    ids = Ids(course)
    page = about_slug(module)
    first = canvas.ModuleItem(
        id=page, title=module.title, kind="WikiPage", target=ids.of("page", page)
    )
    return canvas.Module(
        id=module.id,
        title=module.title,
        items=(*((first,) if about else ()), *(_line(item, course, ids) for item in module.items)),
        prerequisites=module.prerequisites,
        sequential=module.sequential,
        one=module.require == "one",
        unlock=module.unlock,
    )


def _line(item: items.Item[Rich], course: str, ids: Ids) -> canvas.ModuleItem:
    kind = content_kind(item)
    return canvas.ModuleItem(
        id=item.id,
        title=item.title,
        kind=kind,
        target=_target(item, kind, ids),
        url=item.url if isinstance(item, (items.Link, items.Tool)) else "",
        new_tab=item.new_tab if isinstance(item, (items.Link, items.Tool)) else False,
        lookup=lookup_uuid(course, item.id) if kind == "ContextExternalTool" else "",
        requirement=_requirement(item, kind),
    )


def _target(item: items.Item[Rich], kind: str, ids: Ids) -> str:
    if isinstance(item, items.File):
        return ids.of("file", item.file)
    return ids.of(_TARGETS[kind], item.id) if kind in _TARGETS else ""


def points(quiz: items.Quiz[Rich]) -> float:
    """Return what all questions and draws of the quiz are worth."""
    return sum(
        entry.points * entry.count if isinstance(entry, q.Draw) else entry.points
        for entry in quiz.questions
    )


def _requirement(item: items.Item[Rich], kind: str) -> canvas.Requirement | None:
    wanted = item.requirement
    if wanted is None:
        return None
    if wanted.kind == "score":
        worth = points(item) if isinstance(item, items.Quiz) else getattr(item, "points", 0)
        return canvas.Requirement("min_score", round((wanted.minimum or 0) * (worth or 0), 4))
    names = {"view": "must_view", "done": "must_mark_done", "contribute": "must_contribute"}
    if wanted.kind == "done" and kind != "WikiPage":
        return canvas.Requirement("must_view")
    return canvas.Requirement(names.get(wanted.kind, "must_submit"))
