"""Modules and items as SCORM's tree of activities."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial

from coursewright.model import items
from coursewright.model.course import Module, Publication
from coursewright.model.texts import map_text
from coursewright.targets.item_fragment import outcomes_by_item, render_item
from coursewright.targets.references import resolve
from coursewright.targets.scorm2004.about import about_course
from coursewright.targets.scorm2004.addresses import address, cluster_id, sco_id
from coursewright.targets.scorm2004.weights import auto_scored, weights
from coursewright_packaging.pieces import Pieces
from coursewright_packaging.scorm2004.course import Activity, Cluster, Completes, Pool, Sco, Test
from coursewright_packaging.vocabulary.questions import Bank, Draw, Question
from coursewright_packaging.vocabulary.text import Rich

__all__ = ["activities", "mastery"]

_WORK = (items.Lab, items.Assignment, items.Discussion, items.Tool)


@dataclass(frozen=True, slots=True)
class _Shelf:
    """What every item's page needs. share: weight by item id; towards: titles of its outcomes."""

    publication: Publication
    pieces: Pieces
    share: Mapping[str, float]
    towards: Mapping[str, tuple[str, ...]]


def activities(publication: Publication, pieces: Pieces) -> tuple[Activity, ...]:
    """Return a page about the course, if it says anything, and one cluster per module with items.

    What waits for an empty module waits no more. pieces: gives back bodies made before.
    """
    about = about_course(publication)
    modules = _modules(publication, pieces)
    return (about, *modules) if about and modules else modules


def _modules(publication: Publication, pieces: Pieces) -> tuple[Activity, ...]:
    shelf = _Shelf(publication, pieces, weights(publication), outcomes_by_item(publication))
    filled = {module.id for module in publication.modules if _scos(module)}
    return tuple(
        Cluster(
            id=cluster_id(module.id),
            title=module.title,
            children=tuple(_children(module, shelf)),
            every=module.require == "all",
            prerequisites=tuple(
                cluster_id(each) for each in module.prerequisites if each in filled
            ),
        )
        for module in publication.modules
        if module.id in filled
    )


def mastery(quiz: items.Quiz[Rich]) -> float | None:
    """Return the scaled score that passes the quiz: what its requirement asks, or its pass mark."""
    if not auto_scored(quiz):
        return None
    if quiz.requirement and quiz.requirement.minimum is not None:
        return quiz.requirement.minimum
    return quiz.settings.pass_mark


def _scos(module: Module[Rich]) -> tuple[items.Item[Rich], ...]:
    return tuple(item for item in module.items if not isinstance(item, items.Heading))


def _children(module: Module[Rich], shelf: _Shelf) -> Iterator[Sco]:
    required = _required(module)
    crumb, waited = module.title, ""
    for item in module.items:
        if isinstance(item, items.Heading):
            crumb = f"{module.title} › {item.title}"
            continue
        sco = _sco(item, crumb, shelf)
        yield replace(sco, prerequisites=(waited,)) if waited else sco
        if module.sequential and item.id in required:
            waited = sco.id


def _required(module: Module[Rich]) -> frozenset[str]:
    """Return the items that complete the module: those with a requirement, else all of them."""
    every = _scos(module)
    asked = [item.id for item in every if item.requirement]
    return frozenset(asked or (item.id for item in every))


def _sco(item: items.Item[Rich], crumb: str, shelf: _Shelf) -> Sco:
    publication, towards = shelf.publication, shelf.towards.get(item.id, ())
    body = partial(render_item, item, crumb, publication, address, towards)
    sco = Sco(
        id=sco_id(item.id),
        title=item.title,
        body=shelf.pieces.of("body", item.id, body),
        completes=_completes(item),
        required=item.requirement is not None,
        weight=shelf.share.get(item.id, 0.0),
    )
    if not isinstance(item, items.Quiz):
        return sco
    return replace(sco, test=_test(item, publication.banks), mastery=mastery(item))


def _completes(item: items.Item[Rich]) -> Completes:
    if isinstance(item, items.Quiz):
        return Completes.SUBMIT
    if item.requirement:
        return Completes.VIEW if item.requirement.kind == "view" else Completes.MARK
    return Completes.MARK if isinstance(item, _WORK) else Completes.VIEW


def _test(quiz: items.Quiz[Rich], banks: tuple[Bank[Rich], ...]) -> Test:
    questions = {bank.id: bank.questions for bank in banks}
    parts = tuple(
        Pool(tuple(map(_placed, questions[part.bank])), part.count, part.points)
        if isinstance(part, Draw)
        else _placed(part)
        for part in quiz.questions
    )
    return Test(parts, quiz.settings)


def _placed(question: Question[Rich]) -> Question[Rich]:
    return map_text(question, lambda text: Rich(resolve(text.html, address), text.text))
