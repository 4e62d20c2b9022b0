"""A Publication as modules of pages, topics, links, tools and assessments."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from coursewright.markup import Markup, html
from coursewright.model import items
from coursewright.model.course import Module, Publication
from coursewright.model.texts import map_text
from coursewright.targets.about import about_course
from coursewright.targets.bodies import Bodies
from coursewright.targets.cartridge.texts import ASSETS, Texts
from coursewright.targets.item_fragment import lab_archive, outcomes_by_item, render_item
from coursewright.targets.lab_notes import lab_criteria
from coursewright.theme import strings
from coursewright_packaging.archive import Archive, Member
from coursewright_packaging.commoncartridge import course as cc
from coursewright_packaging.pieces import Pieces
from coursewright_packaging.qti.draws import drawn
from coursewright_packaging.vocabulary import questions as q
from coursewright_packaging.vocabulary.prefaces import without_texts
from coursewright_packaging.vocabulary.text import Rich

__all__ = ["CourseMap"]

# Ids of items have no dots, so these names are free.
_ABOUT = "course.about"
_MODULE = "module."
_IN_PAGES, _IN_FOLDERS = "../", "$IMS-CC-FILEBASE$../"
_NO_PAGE = (items.Quiz, items.Tool, items.Link, items.File)
"""Kinds whose text stands on their module's page: the profile has no place for it."""


class CourseMap:
    """Maps one publication. stylesheet: CSS of the pages. pieces: gives back pages made before."""

    def __init__(self, publication: Publication, stylesheet: str, pieces: Pieces) -> None:
        """Prepare what all items need."""
        self._publication = publication
        self._stylesheet = stylesheet
        self._pieces = pieces
        self._words = strings(publication.info.language)
        self._towards = outcomes_by_item(publication)
        self._banks = {bank.id: bank.questions for bank in publication.banks}
        self._pages = Texts(publication, _IN_PAGES, escaped=False)
        self._texts = Texts(publication, _IN_FOLDERS, escaped=True)
        self._in_page = self._bodies(self._pages)
        self._in_folder = self._bodies(self._texts)
        self._assets = {asset.path: asset.file for asset in publication.assets}

    def course(self) -> cc.CartridgeCourse:
        """Return the whole course in the terms of the profile."""
        info = self._publication.info
        return cc.CartridgeCourse(
            id=info.id,
            title=info.title,
            language=info.language,
            day=info.date.isoformat() if info.date else "",
            licence=info.licence,
            modules=(*self._about(), *map(self._module, self._publication.modules)),
            files=tuple(self._files()),
            stylesheet=self._stylesheet,
            bank=self._bank(),
        )

    def _bodies(self, texts: Texts) -> Callable[[items.Item[Rich]], str]:
        # What is written around an item's text is resolved together with it.
        bodies = Bodies(str, lambda path: texts.address("asset", path, ""), self._publication)
        return lambda item: texts.html(bodies.body(item))

    def _about(self) -> Iterator[cc.Module]:
        text = about_course(self._publication)
        if text:
            title, name = self._publication.info.title, self._words["home"]
            about = html("<h1>{}</h1>{}", title, Markup(text))
            page = cc.Page(id=_ABOUT, title=name, html=about, syllabus=True)
            yield cc.Module(_ABOUT, name, (cc.Item(_ABOUT, name, page),))

    def _module(self, module: Module[Rich]) -> cc.Module:
        lines = tuple(
            cc.Item(item.id, item.title, self._target(item, module)) for item in module.items
        )
        return cc.Module(module.id, module.title, (*self._about_module(module), *lines))

    def _about_module(self, module: Module[Rich]) -> Iterator[cc.Item]:
        """Yield the page about a module, and about its items that have no page."""
        parts = [html("<p>{}</p>", module.summary)] if module.summary else []
        for item in module.items:
            if isinstance(item, _NO_PAGE) and (text := self._in_page(item)):
                parts.append(html("<h2>{}</h2>{}", item.title, Markup(text)))
        if parts:
            text = html("<h1>{}</h1>{}", module.title, Markup("".join(parts)))
            page = cc.Page(id=f"{_MODULE}{module.id}", title=module.title, html=text)
            yield cc.Item(page.id, module.title, page)

    def _target(
        self, item: items.Item[Rich], module: Module[Rich]
    ) -> cc.Page | cc.Topic | cc.WebLink | cc.Tool | cc.Assessment | cc.File | None:
        match item:
            case items.Heading():
                return None
            case items.Quiz():
                return self._quiz(item)
            case items.Discussion():
                return cc.Topic(item.id, item.title, self._in_folder(item))
            case items.Tool():
                return _tool(item)
            case items.Link():
                return cc.WebLink(item.id, item.title, item.url, item.new_tab)
            case items.File(file=path):
                return self._file(path)
        return self._page(item, module)

    def _page(self, item: items.Item[Rich], module: Module[Rich]) -> cc.Page:
        html = self._pieces.of("page", item.id, partial(self._page_html, item, module))
        return cc.Page(id=item.id, title=item.title, html=html)

    def _page_html(self, item: items.Item[Rich], module: Module[Rich]) -> str:
        text = render_item(
            self._pages.linked(item),
            module.title,
            self._publication,
            self._pages.address,
            self._towards.get(item.id, ()),
        )
        if isinstance(item, items.Lab):
            text += lab_criteria(item, self._words)
        return self._pages.html(text)

    def _quiz(self, quiz: items.Quiz[Rich]) -> cc.Assessment:
        parts, left = without_texts(drawn(quiz.questions, self._banks))
        questions = tuple(self._question(part) for part in parts if isinstance(part, q.Question))
        told = self._in_folder(quiz) + self._texts.html(left.html)
        return cc.Assessment(quiz.id, quiz.title, told, questions, quiz.settings)

    def _question(self, question: q.Question[Rich]) -> q.Question[Rich]:
        return map_text(question, self._texts.rich)

    def _bank(self) -> q.Bank[Rich] | None:
        """Return all banks in one, since a cartridge has one bank, whatever the course has."""
        title = "; ".join(bank.title for bank in self._publication.banks)
        questions = tuple(self._banked())
        return q.Bank("bank", title, questions) if questions else None

    def _banked(self) -> Iterator[q.Question[Rich]]:
        for questions in self._banks.values():
            parts, _ = without_texts(questions)
            yield from (self._question(part) for part in parts if isinstance(part, q.Question))

    def _file(self, path: str) -> cc.File:
        return cc.File(f"{ASSETS}/{path}", self._assets[path])

    def _files(self) -> Iterator[cc.File]:
        yield from map(self._file, self._assets)
        for item in self._publication.items():
            if isinstance(item, items.Lab) and item.release:
                # A zip, because learners' programs import the files by the names that they have.
                members = tuple(Member(file.path, file.content) for file in item.release)
                yield cc.File(lab_archive(item), Archive(members))


def _tool(tool: items.Tool[Rich]) -> cc.Tool:
    told = "\n".join(filter(None, (tool.summary, tool.body.text)))
    custom = (("coursewright_item_id", tool.id), *tool.custom)
    return cc.Tool(tool.id, tool.title, tool.url, told, custom)
