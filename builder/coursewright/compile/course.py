"""The order of compiling: render every text, release the labs, resolve links, put it together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from coursewright.compile.answer_secrets import answer_secrets
from coursewright.compile.assets import AssetStore
from coursewright.compile.body import Body, render
from coursewright.compile.fragment import Fragment
from coursewright.compile.hints import check_hints, hint_secrets
from coursewright.compile.lab_files import lab_files, lab_path, lab_sources
from coursewright.compile.lab_secrets import instructor_secrets, marked_secrets
from coursewright.compile.learner_python import check_learner_file
from coursewright.compile.links import LinkTable
from coursewright.compile.markdown import Markdown
from coursewright.compile.questions import Texts, filled, texts_of
from coursewright.compile.release import Released, release_lab
from coursewright.engine.hashing import FileIndex
from coursewright.engine.steps import MapStep
from coursewright.load.files import SourceFile, read_text
from coursewright.model import items
from coursewright.model.course import Course, Module, Publication
from coursewright.model.secrets import Secret
from coursewright.model.source import Source
from coursewright_packaging.archive import HashedFile, Member
from coursewright_packaging.diagnostic import Diagnostic
from coursewright_packaging.vocabulary.questions import Bank
from coursewright_packaging.vocabulary.text import EMPTY, Rich

if TYPE_CHECKING:
    from coursewright.compile.recordings import Recordings

__all__ = ["Compiled", "compile_course"]


@dataclass(frozen=True, slots=True)
class Compiled:
    """The Publication, what no public file may hold, and what is wrong."""

    publication: Publication
    secrets: tuple[Secret, ...]
    diagnostics: tuple[Diagnostic, ...]


def compile_course(
    course: Course,
    *,
    map_step: MapStep,
    workspace: Path,
    index: FileIndex | None = None,
    unread: frozenset[str] = frozenset(),
    executed: Mapping[str, str] | None = None,
) -> Compiled:
    """Compile the course.

    map_step: runs a pure step over inputs, in parallel and from a cache if it likes.
    workspace: folder for files that compiling makes; they must outlive the Publication.
    index: digests of the course's files, when they are known already. unread: kinds of things of
    which some could not be read; any id may be one of theirs. executed: notebooks with fresh
    outputs, by item id, which their pages show.
    """
    assets = AssetStore(course.root, workspace, index, frozenset(_private(course)))
    links = LinkTable(course, assets, unread)
    return _Compiler(course, map_step, links, executed or {}).run()


class _Compiler:
    """One course on its way to a Publication."""

    def __init__(
        self, course: Course, map_step: MapStep, links: LinkTable, executed: Mapping[str, str]
    ) -> None:
        self._course = course
        self._executed = executed
        self._map = map_step
        self._links = links
        self._assets = links.assets
        self._found: list[Diagnostic] = []
        self._secrets: list[Secret] = []
        self._private: list[Member] = []
        self._spoken: Mapping[str, str] = {}

    def run(self) -> Compiled:
        """Render, release, resolve, assemble."""
        released = self._release()
        bodies, questions = self._rendered(released)
        # Links may lead to any heading, so all are known before the first is resolved.
        for item in self._course.items():
            if item.id in bodies:
                self._links.know(item.id, bodies[item.id].anchors)
        texts = {source: self._rich(fragment) for source, fragment in questions.items()}
        modules = tuple(self._module(module, bodies, texts, released) for module in self._modules)
        banks = tuple(self._bank(bank, texts) for bank in self._course.banks)
        publication = Publication(
            info=self._course.info,
            modules=modules,
            assets=self._assets.all(),
            outcomes=self._course.outcomes,
            rubrics=self._course.rubrics,
            banks=banks,
            term=self._course.term,
            private=tuple(self._private),
        )
        return Compiled(publication, tuple(self._secrets), (*self._found, *self._links.found))

    @property
    def _modules(self) -> tuple[Module[Source], ...]:
        return self._course.modules

    def _release(self) -> dict[str, Released]:
        """Return the learners' version of each notebook of a lab, by its path in the course."""
        self._secrets += answer_secrets(self._course)
        labs = [item for item in self._course.items() if isinstance(item, items.Lab)]
        sources = [source for lab in labs for source in lab_sources(lab, self._text)]
        made = self._map(release_lab, sources)
        released = dict(zip((source.path for source in sources), made, strict=True))
        for page in self._course.items():
            if isinstance(page, items.NotebookPage):
                self._secrets += marked_secrets(page.id, page.notebook, page.body.text)
        for lab in labs:
            secrets = [
                *(each for name in lab.notebooks for each in released[lab_path(lab, name)].secrets),
                *self._keep_private(lab),
            ]
            self._found += check_hints(lab, secrets)
            for name in (lab.notebook, *lab.companions):
                if name.endswith((".py", ".ipynb")):
                    path = lab_path(lab, name)
                    self._found += check_learner_file(path, self._text(path))
            self._secrets += (*secrets, *hint_secrets(lab))
        self._found += (fault for each in released.values() for fault in each.diagnostics)
        return released

    def _keep_private(self, lab: items.Lab[Source]) -> Iterator[Secret]:
        """Keep what only instructors get, and yield its lines."""
        for path in _private_files(lab):
            source = self._course.root / path
            name = path.removeprefix(f"{lab.folder}/")
            file = HashedFile(source, self._assets.digest(source))
            self._private.append(Member(f"labs/{lab.id}/{name}", file))
            if name in lab.instructor_files:
                yield from instructor_secrets(lab.id, path, self._text(path))
        for name in lab.companions:
            if name not in lab.notebooks:
                path = lab_path(lab, name)
                yield from marked_secrets(lab.id, path, self._text(path))

    def _text(self, path: str) -> str:
        """Return a file's text; what is no text, or too large for one, holds no line."""
        return read_text(SourceFile(path, self._course.root / path), []) or ""

    def _rendered(
        self, released: dict[str, Released]
    ) -> tuple[dict[str, Fragment], dict[Source, Fragment]]:
        """Return the body of each item by its id, and each text of a question."""
        bodies, lists = self._bodies(released), self._question_texts()
        fragments = self._map(render, [*bodies.values(), *lists])
        for fragment in (each for rendered in fragments for each in rendered):
            self._found += fragment.diagnostics
        self._speak([each for rendered in fragments for each in rendered])
        ours = dict(zip(bodies, (body for (body,) in fragments[: len(bodies)]), strict=True))
        pairs = zip(lists, fragments[len(bodies) :], strict=True)
        return ours, {
            source: fragment
            for texts, rendered in pairs
            for source, fragment in zip(texts.sources, rendered, strict=True)
        }

    def _speak(self, fragments: Sequence[Fragment]) -> None:
        """Have the descriptions of structural code spoken, each once."""
        told = [(part, link) for part in fragments for link in part.links if link.kind == "speech"]
        if told:
            # Imported here: a course without structural code starts no other program.
            from coursewright.compile.spoken import spoken_texts

            self._spoken, found = spoken_texts(
                told, self._course.info.language, self._map, self._assets, self._links
            )
            self._found += found

    def _bodies(self, released: dict[str, Released]) -> dict[str, Body]:
        bodies: dict[str, Body] = {}
        for item in self._course.items():
            source = Markdown(
                item.body.text, language=self._course.info.language, **_placed(item.body)
            )
            if isinstance(item, items.Lab):
                book = released[lab_path(item, item.notebook)].notebook
                source = replace(source, text=book, written=source.text)
            elif item.id in self._executed:
                source = replace(source, text=self._executed[item.id], written=source.text)
            if item.body.notebook or source.text.strip():
                bodies[item.id] = Body(source, item.body.notebook)
        return bodies

    def _question_texts(self) -> list[Texts]:
        quizzes = [item for item in self._course.items() if isinstance(item, items.Quiz)]
        lists = [*(quiz.questions for quiz in quizzes), *(b.questions for b in self._course.banks)]
        language = self._course.info.language
        return [Texts(texts_of(questions), language) for questions in lists]

    def _rich(self, fragment: Fragment) -> Rich:
        extras = {
            extra.name: self._assets.make(f"{fragment.path}-outputs/{extra.name}", extra.content)
            for extra in fragment.extras
        }
        return self._links.rich(fragment, {**extras, **self._spoken})

    def _bank(self, bank: Bank[Source], texts: dict[Source, Rich]) -> Bank[Rich]:
        questions = filled(bank.questions, texts)
        return Bank(bank.id, bank.title, questions)  # type: ignore[arg-type]

    def _module(
        self,
        module: Module[Source],
        bodies: dict[str, Fragment],
        texts: dict[Source, Rich],
        released: dict[str, Released],
    ) -> Module[Rich]:
        made = tuple(
            self._item(item, self._body(item, bodies), texts, released) for item in module.items
        )
        return replace(module, items=made)  # type: ignore[arg-type, return-value]

    def _body(self, item: items.Item[Source], bodies: dict[str, Fragment]) -> Rich:
        return self._rich(bodies[item.id]) if item.id in bodies else EMPTY

    def _item(
        self,
        item: items.Item[Source],
        body: Rich,
        texts: dict[Source, Rich],
        released: dict[str, Released],
    ) -> items.Item[Rich]:
        changes: dict[str, Any] = {"body": body}
        match item:
            case items.Quiz():
                changes["questions"] = filled(item.questions, texts)
            case items.NotebookPage():
                changes["notebook"] = self._assets.add(item.notebook) or ""
            case items.Lab():
                files = lab_files(self._course.root, item, released, self._course.info.language)
                changes["release"] = tuple(files)
            case items.Video() | items.Audio():
                changes |= self._recordings.compiled(item, body)
            case items.File():
                changes["file"] = self._assets.add(item.file) or ""
            case _:
                pass
        return replace(item, **changes)  # type: ignore[return-value]

    @cached_property
    def _recordings(self) -> Recordings:
        # Imported here: a course without recordings does not wait for readers of captions.
        from coursewright.compile.recordings import Recordings

        return Recordings(self._course, self._assets, self._found)


def _placed(source: Source) -> dict[str, Any]:
    place = source.place
    return {"path": place.path, "line": place.line or 1, "column": place.column or 1}


def _private(course: Course) -> Iterator[str]:
    """Yield the paths of what is never published."""
    for item in course.items():
        if isinstance(item, items.Lab):
            yield from _private_files(item)


def _private_files(lab: items.Lab[Source]) -> Iterator[str]:
    yield from (lab_path(lab, name) for name in (*lab.instructor_files, *lab.notebooks))
    yield lab.place.path  # its settings, which hold the last hint of each part
