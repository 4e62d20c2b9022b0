"""A Publication as a course package: folders, items, tests, pools, forums and columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from html import escape
from typing import Any

from coursewright.markup import Markup, html
from coursewright.model import items
from coursewright.model.course import Module, Publication
from coursewright.model.texts import map_text
from coursewright.targets.about import about_course
from coursewright.targets.bodies import Bodies
from coursewright.targets.learn.files import Files
from coursewright.targets.plain_html import with_styles
from coursewright.theme import strings
from coursewright_packaging.blackboard import course as learn
from coursewright_packaging.qti.formula import FormulaFault, value_sets
from coursewright_packaging.vocabulary import questions as q
from coursewright_packaging.vocabulary.prefaces import Part, without_texts
from coursewright_packaging.vocabulary.text import Rich

__all__ = ["CourseMap", "has_value"]


def has_value(question: q.Question[Rich] | q.Draw) -> bool:
    """Return whether a question can be written: a formula must have values."""
    if not isinstance(question, q.Formula):
        return True
    try:
        return bool(value_sets(question))
    except FormulaFault:
        return False


class CourseMap:
    """Maps one publication."""

    def __init__(self, publication: Publication, *, signed: bool) -> None:
        """signed: write the placeholder signature."""
        self._publication = publication
        self._signed = signed
        self.files = Files(publication)
        self._groups = {group.id: group.title for group in publication.info.groups}
        self._bodies = Bodies(
            self.files.html,
            lambda path: self.files.asset(path).address,
            publication,
            recordings=True,
        )

    def course(self) -> learn.BlackboardCourse:
        """Return the whole course."""
        info, term = self._publication.info, self._publication.term
        return learn.BlackboardCourse(
            id=info.id,
            title=info.title,
            description=info.description,
            start=term.start if term else None,
            end=term.end if term else None,
            contents=(*self._about(), *map(self._module, self._publication.modules)),
            pools=tuple(self._bank(bank) for bank in self._publication.banks if bank.questions),
            rubrics=self._publication.rubrics,
            categories=tuple(self._groups.values()),
            files=self.files.all(),
            signed=self._signed,
        )

    def pools(self) -> Iterator[learn.Pool]:
        """Yield a pool for each quiz that has questions of its own, and one for each bank."""
        for item in self._publication.items():
            if isinstance(item, items.Quiz):
                own = [part for part in item.questions if isinstance(part, q.Question)]
                yield self._pool(item.id, item.title, own)
        for bank in self._publication.banks:
            yield self._bank(bank)

    def _bank(self, bank: q.Bank[Rich]) -> learn.Pool:
        return self._pool(bank.id, bank.title, bank.questions)

    def _pool(self, key: str, title: str, questions: Sequence[q.Question[Rich]]) -> learn.Pool:
        kept, left = self._parts(questions)
        own = tuple(part for part in kept if isinstance(part, q.Question))
        return learn.Pool(key, title, own, left)

    def _parts(self, parts: Sequence[Part]) -> tuple[tuple[Part, ...], str]:
        """Return the parts ready for the dialect, and text for the instructions."""
        kept, left = without_texts(part for part in parts if has_value(part))
        ready = (
            map_text(part, self._shown) if isinstance(part, q.Question) else part for part in kept
        )
        said = html("<div>{}</div>", Markup(self._shown(left).html)) if left else ""
        return tuple(ready), said

    def _shown(self, text: Rich) -> Rich:
        return Rich(with_styles(self.files.html(text.html)), text.text)

    def _about(self) -> Iterator[learn.ContentItem]:
        text = about_course(self._publication)
        if text:
            title = strings(self._publication.info.language)["home"]
            yield learn.Document(id="course:about", title=title, body=text)

    def _module(self, module: Module[Rich]) -> learn.Folder:
        return learn.Folder(
            id=f"module:{module.id}",
            title=module.title,
            body=escape(module.summary, quote=False),
            start=module.unlock,
            children=tuple(self._item(item) for item in module.items),
            sequential=module.sequential,
        )

    def _item(self, item: items.Item[Rich]) -> learn.ContentItem:
        common: dict[str, Any] = {
            "id": item.id,
            "title": item.title,
            "body": with_styles(self._bodies.body(item)),
            "start": item.dates.unlock,
            "end": item.dates.lock,
        }
        match item:
            case items.Quiz():
                return self._quiz(item, common)
            case items.Discussion():
                return learn.Forum(**common, **self._graded(item, item.points or None))
            case items.Assignment():
                graded = self._graded(item, item.points)
                return learn.Assignment(**common, **graded, attempts=item.attempts)
            case items.Lab():
                files = self.files.lab(item)
                graded = self._graded(item, item.points)
                return learn.Assignment(**common, **graded, attachments=files)
            case items.Tool():
                graded = self._graded(item, item.points)
                shown: dict[str, Any] = {
                    "url": item.url,
                    "custom": item.custom,
                    "new_tab": item.new_tab,
                }
                return learn.Tool(**common, **graded, **shown)
            case items.Video(collaborate=address) if address:
                return learn.Link(**common, url=address)
            case items.Link():
                return learn.Link(**common, url=item.url, new_tab=item.new_tab)
            case items.File():
                return learn.FileItem(**common, file=self.files.asset(item.file))
            case items.NotebookPage():
                file = self.files.asset(item.notebook)
                return learn.Document(**common, attachments=(file,))
        return learn.Document(**common)

    def _quiz(self, quiz: items.Quiz[Rich], common: dict[str, Any]) -> learn.Test:
        parts, left = self._parts(quiz.questions)
        if quiz.settings.shuffle_options:
            parts = tuple(map(_shuffled, parts))
        return learn.Test(
            **{**common, "body": common["body"] + left},
            **self._graded(quiz, None),
            parts=parts,
            settings=quiz.settings,
            attempts=quiz.settings.attempts,
            keep=quiz.settings.keep,
        )

    def _graded(
        self,
        item: items.Quiz[Rich]
        | items.Discussion[Rich]
        | items.Assignment[Rich]
        | items.Lab[Rich]
        | items.Tool[Rich],
        points: float | None,
    ) -> dict[str, Any]:
        category = self._groups.get(item.group, "")
        return {
            "points": points,
            "due": item.dates.due,
            "category": category,
            "rubric": getattr(item, "rubric", ""),
        }


def _shuffled(part: Part) -> Part:
    """Return a choice with its options in random order; the format says it of each question."""
    if isinstance(part, q.MultipleChoice | q.MultipleAnswer):
        return replace(part, shuffle=True)
    return part
