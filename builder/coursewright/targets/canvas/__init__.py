"""Canvas: one course export package with everything that Classic Quizzes and modules can hold."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeVar

from coursewright import theme
from coursewright.check.alignment import alignment_matrix
from coursewright.model import items
from coursewright.model.course import Group, Module, Publication
from coursewright.targets.base import Artefact, Context, Output, Target
from coursewright.targets.canvas import html
from coursewright.targets.canvas.cells import CELLS
from coursewright.targets.canvas.guide import guide
from coursewright.targets.canvas.losses import losses
from coursewright.targets.canvas.modules import (
    KINDS,
    NO_PAGE,
    about_slug,
    content_kind,
    has_grade,
    module_of,
    points,
)
from coursewright.targets.item_fragment import outcomes_by_item
from coursewright.targets.references import resolve
from coursewright_packaging.archive import Content
from coursewright_packaging.canvas import course as canvas
from coursewright_packaging.canvas.ids import lookup_uuid
from coursewright_packaging.canvas.write import archive
from coursewright_packaging.commoncartridge.ids import Ids
from coursewright_packaging.vocabulary import questions as q
from coursewright_packaging.vocabulary.text import Rich

__all__ = ["TARGET"]

Made = TypeVar("Made")
_HOME = "course-home"
_SUBMISSIONS = {
    "text": "online_text_entry",
    "upload": "online_upload",
    "url": "online_url",
    "media": "media_recording",
    "none": "none",
}


def _build(publication: Publication, context: Context) -> Output:
    writer = _Writer(publication, context)
    path = f"canvas/{publication.info.id}.imscc"
    artefact = Artefact(path, archive(writer.course(), context.pieces))
    return Output((artefact,), tuple(losses(publication)), guide(publication))


TARGET = Target("canvas", "Canvas", _build, cells=CELLS)


class _Writer:
    """Maps one publication; ids of everything come from the items' own ids."""

    def __init__(self, publication: Publication, context: Context) -> None:
        self._publication = publication
        self._options = context.options
        self._lab_url = str(context.options.get("lab_url", ""))
        self._ids = Ids(publication.info.id)
        self._kinds = {item.id: KINDS[type(item)] for item in publication.items()}
        self._towards = outcomes_by_item(publication)
        self._say = theme.strings(publication.info.language)
        self._assets = {asset.path: asset for asset in publication.assets}

    def course(self) -> canvas.CanvasCourse:
        """Return the whole course in Canvas's terms."""
        info, term = self._publication.info, self._publication.term
        late = info.late_policy
        return canvas.CanvasCourse(
            id=info.id,
            title=info.title,
            code=str(self._options.get("course_code", info.id)),
            language=info.language,
            day=info.date.isoformat() if info.date else "",
            licence=info.licence,
            syllabus=html.syllabus(info, term.title if term else "", self._say),
            pages=(self._home(), *self._about_modules(), *self._of(self._page)),
            assignments=tuple(self._of(self._assignment)),
            discussions=tuple(self._of(self._discussion)),
            quizzes=tuple(self._of(self._quiz)),
            banks=tuple(self._bank(bank) for bank in self._publication.banks),
            links=tuple(
                canvas.WebLink(item.id, item.title, item.url)
                for item in self._publication.items()
                if isinstance(item, items.Link)
            ),
            tools=tuple(self._of(self._tool)),
            files=tuple(self._files()),
            tracks=tuple(self._tracks()),
            modules=tuple(
                module_of(module, info.id, about=bool(self._about(module)))
                for module in self._publication.modules
            ),
            groups=tuple(map(_group, info.groups)),
            rubrics=self._publication.rubrics,
            outcomes=tuple(map(html.outcome, self._publication.outcomes)),
            alignments=tuple(self._alignments()),
            bank_alignments=tuple(self._bank_alignments()),
            scheme=tuple(canvas.GradeStep(s.letter, s.minimum) for s in info.grading_scheme),
            late=canvas.LatePolicy(
                late.deduction, late.interval, late.minimum, late.missing_deduction
            )
            if late
            else None,
            start=term.start if term else None,
            end=term.end if term else None,
        )

    def _of(self, make: Callable[[items.Item[Rich]], Made | None]) -> list[Made]:
        return [made for item in self._publication.items() if (made := make(item)) is not None]

    def _html(self, text: Rich | None) -> str:
        return html.safe(resolve(text.html, self._address)) if text else ""

    def _address(self, kind: str, key: str, fragment: str) -> str:
        if kind == "asset":
            return f"{html.FILES}/{key}"
        target = self._kinds.get(key, "")
        if target == "WikiPage":
            return f"$WIKI_REFERENCE$/pages/{key}{fragment}"
        types = {
            "Assignment": ("assignments", "assignment"),
            "Quizzes::Quiz": ("quizzes", "quiz"),
            "DiscussionTopic": ("discussion_topics", "topic"),
        }
        if target in types:
            path, name = types[target]
            return f"$CANVAS_OBJECT_REFERENCE$/{path}/{self._ids.of(name, key)}"
        item = self._ids.of("module-item", key)
        return f"$CANVAS_COURSE_REFERENCE$/modules/items/{item}"

    def _home(self) -> canvas.Page:
        title, text = self._publication.info.title, html.home(self._publication, self._say)
        return canvas.Page(id=_HOME, title=title, slug=_HOME, html=text, front=True)

    def _about_modules(self) -> Iterator[canvas.Page]:
        for module in self._publication.modules:
            if text := self._about(module):
                slug = about_slug(module)
                yield canvas.Page(id=slug, title=module.title, slug=slug, html=text)

    def _about(self, module: Module[Rich]) -> str:
        """Return the text about a module, and about its items that have no text in Canvas."""
        told = (
            html.section(item.title, self._address("item", item.id, ""), text)
            for item in module.items
            if content_kind(item) in NO_PAGE and (text := self._text(item))
        )
        return html.paragraph(module.summary) + "".join(told)

    def _text(self, item: items.Item[Rich]) -> str:
        towards = self._towards.get(item.id, ())
        return html.introduction(item, self._say, towards) + self._html(item.body)

    def _page(self, item: items.Item[Rich]) -> canvas.Page | None:
        if self._kinds[item.id] != "WikiPage":
            return None
        towards = self._towards.get(item.id, ())
        text = html.introduction(item, self._say, towards)
        if isinstance(item, (items.Video, items.Audio)):
            text += html.player(item)
        text += self._html(item.body)
        if isinstance(item, (items.Video, items.Audio)):
            text += html.spoken(item, self._html(item.transcript), self._say)
        if isinstance(item, items.NotebookPage):
            text += html.notebook_link(item)
        due = item.dates.due
        return canvas.Page(id=item.id, title=item.title, slug=item.id, html=text, due=due)

    def _assignment(self, item: items.Item[Rich]) -> canvas.Assignment | None:
        if isinstance(item, items.Lab):
            return self._lab(item)
        if isinstance(item, items.Tool) and item.points is not None:
            return self._graded_tool(item)
        if not isinstance(item, items.Assignment):
            return None
        return canvas.Assignment(
            id=item.id,
            title=item.title,
            html=self._text(item),
            points=item.points,
            submission_types=tuple(_SUBMISSIONS[kind] for kind in item.submission),
            extensions=item.extensions,
            attempts=item.attempts,
            group=item.group,
            rubric=item.rubric,
            peer_review=_peer(item.peer_review),
            dates=_dates(item),
        )

    def _lab(self, lab: items.Lab[Rich]) -> canvas.Assignment:
        return canvas.Assignment(
            id=lab.id,
            title=lab.title,
            html=self._text(lab) + html.lab_files(lab, self._say),
            points=lab.points,
            submission_types=("external_tool",) if self._lab_url else ("online_upload",),
            group=lab.group,
            rubric=lab.rubric,
            dates=_dates(lab),
            tool_link=lab.id if self._lab_url else "",
        )

    def _graded_tool(self, tool: items.Tool[Rich]) -> canvas.Assignment:
        return canvas.Assignment(
            id=tool.id,
            title=tool.title,
            html=self._text(tool),
            points=tool.points or 0.0,
            submission_types=("external_tool",),
            group=tool.group,
            dates=_dates(tool),
            tool_link=tool.id,
        )

    def _discussion(self, item: items.Item[Rich]) -> canvas.Discussion | None:
        if not isinstance(item, items.Discussion):
            return None
        return canvas.Discussion(
            id=item.id,
            title=item.title,
            html=self._text(item),
            points=item.points if has_grade(item) else None,
            group=item.group,
            rubric=item.rubric,
            post_first=item.post_first,
            peer_review=_peer(item.peer_review),
            dates=_dates(item),
        )

    def _quiz(self, item: items.Item[Rich]) -> canvas.Quiz | None:
        if not isinstance(item, items.Quiz):
            return None
        return canvas.Quiz(
            id=item.id,
            title=item.title,
            html=self._text(item),
            entries=tuple(self._question(entry) for entry in item.questions),
            settings=item.settings,
            points=points(item),
            group=item.group,
            dates=_dates(item),
        )

    def _question(self, entry: q.Question[Rich] | q.Draw) -> q.Question[Rich] | q.Draw:
        return entry if isinstance(entry, q.Draw) else html.safe_question(entry, self._html)

    def _bank(self, bank: q.Bank[Rich]) -> q.Bank[Rich]:
        questions = tuple(html.safe_question(question, self._html) for question in bank.questions)
        return q.Bank(bank.id, bank.title, questions)

    def _tool(self, item: items.Item[Rich]) -> canvas.ToolLink | None:
        if isinstance(item, items.Tool):
            return self._tool_link(item, item.url, item.custom, new_tab=item.new_tab)
        if isinstance(item, items.Lab) and self._lab_url:
            return self._tool_link(item, self._lab_url, (), new_tab=True)
        return None

    def _tool_link(
        self,
        item: items.Item[Rich],
        url: str,
        custom: tuple[tuple[str, str], ...],
        *,
        new_tab: bool,
    ) -> canvas.ToolLink:
        # A copied course keeps old ids of links, so a tool knows the item by its own id only.
        own = (("coursewright_item_id", item.id), *custom)
        lookup = lookup_uuid(self._publication.info.id, item.id)
        return canvas.ToolLink(item.id, item.title, url, lookup, own, new_tab)

    def _files(self) -> Iterator[canvas.File]:
        dates = {
            item.file: _dates(item)
            for item in self._publication.items()
            if isinstance(item, items.File)
        }
        for asset in self._publication.assets:
            when = dates.get(asset.path, canvas.Dates())
            yield canvas.File(asset.path, asset.path, asset.file, asset.title, when)
        for item in self._publication.items():
            if isinstance(item, items.Lab):
                for file in item.release:
                    path = f"labs/{item.id}/{file.path}"
                    content: Content = file.content
                    yield canvas.File(path, path, content)

    def _tracks(self) -> Iterator[canvas.Track]:
        for item in self._publication.items():
            if isinstance(item, (items.Video, items.Audio)):
                for track in item.captions:
                    text = self._assets[track.file].source.read_text("utf-8")
                    yield canvas.Track(item.media, track.file, track.language, text)

    def _alignments(self) -> Iterator[tuple[str, str]]:
        graded = {item.id for item in self._publication.items() if has_grade(item)}
        for line in alignment_matrix(self._publication):
            yield from ((line.outcome.id, item) for item in line.assessed if item in graded)

    def _bank_alignments(self) -> Iterator[tuple[str, str]]:
        for bank in self._publication.banks:
            asked = [set(each.outcomes) for each in bank.questions if _is_asked(each)]
            shared = set.intersection(*asked) if asked else set()
            yield from ((name, bank.id) for name in sorted(shared))


def _group(group: Group) -> canvas.Group:
    return canvas.Group(
        group.id,
        group.title,
        group.weight,
        group.drop_lowest,
        group.drop_highest,
        group.never_drop,
    )


def _dates(item: items.Item[Rich]) -> canvas.Dates:
    return canvas.Dates(item.dates.unlock, item.dates.due, item.dates.lock)


def _is_asked(question: q.Question[Rich]) -> bool:
    return not isinstance(question, q.TextOnly)


def _peer(peer: items.PeerReview | None) -> canvas.PeerReview | None:
    return canvas.PeerReview(peer.count, peer.automatic, peer.anonymous) if peer else None
