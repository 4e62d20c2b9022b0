"""What the tables of the targets say of every feature is what the finished packages hold."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from coursera_plan import is_planned, read_plan
from feature_proofs import stands
from matrix_page import Column, page

from coursewright.targets import registry
from coursewright.targets.cells import Cell, Status, lookup
from coursewright.targets.features import TEXTS, schema_features
from marked_course import SECRETS, markers, named
from marked_packages import Losses, Made, platforms

_PAGE = Path(__file__).parents[2] / "docs" / "targets.md"
_FEATURES = tuple(dict.fromkeys((*(name for name, _ in schema_features()), *TEXTS)))
# Second things of a kind, whose keys are features of the kind.
_SECOND = ("ungraded-", "second-", "discussion-", "lab-")
# Documents that the platform itself keeps from learners: Learn's tests and pools hold the keys.
_KEPT: Mapping[str, frozenset[str]] = {"blackboard": frozenset({"questestinterop"})}
Read = Callable[[str], Made]


def _written(feature: str) -> str:
    """Return the feature, or the same of the second thing that writes it in its place."""
    names = (feature, *(f"{prefix}{feature}" for prefix in _SECOND))
    return next((name for name in names if name in markers()), feature)


def _table(target: str) -> Mapping[str, Cell]:
    return registry.load_target(target).cells


def _losses(made: Made) -> Losses:
    """Return the losses of the packages; tab-delimited question files lose more."""
    return [loss for loss in made.losses if not loss["reason"].startswith("Tab-delimited text")]


def _of(feature: str, losses: Losses) -> Losses:
    """Return the losses that name a feature, those that name it most closely first."""
    own = _written(feature).removeprefix("second-")
    found = [loss for loss in losses if named(own, [loss])]
    return sorted(found, key=lambda loss: -loss["feature"].count("."))


def _shows(target: str, feature: str, made: Made, where: str) -> bool:
    own = _written(feature)
    if stands(target, own, made.marks.get(own, ""), made.text(*where.split())):
        return True
    return where == "upload-plan.json" and is_planned(own, read_plan(made.archive))


@pytest.mark.parametrize("target", platforms())
def test_every_feature_has_a_cell(target: str) -> None:
    missing = [name for name in _FEATURES if lookup(_table(target), name) is None]
    assert not missing, f"{target}: say what becomes of {', '.join(missing)}"


@pytest.mark.parametrize("target", platforms())
def test_every_cell_is_of_a_feature(target: str) -> None:
    table = _table(target)
    used = {id(lookup(table, name)) for name in _FEATURES}
    assert all(id(cell) in used for cell in table.values())


@pytest.mark.parametrize("target", platforms())
def test_every_cell_is_what_the_package_holds(target: str, made: Read) -> None:
    read, table = made(target), _table(target)
    wrong = [
        f"{name}: {cell.status.value} in {cell.where}"
        for name in _FEATURES
        if (cell := lookup(table, name)) and cell.where
        if not _shows(target, name, read, cell.where)
    ]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("target", platforms())
def test_losses_say_what_the_cells_say(target: str, made: Read) -> None:
    losses, table = _losses(made(target)), _table(target)
    wrong = [
        f"{name}: {cell.status.value}, but the losses say otherwise"
        for name in _FEATURES
        if (cell := lookup(table, name)) and cell.status is not Status.ASIDE
        if bool(_of(name, losses)) != _is_named(cell)
    ]
    assert not wrong, "\n".join(wrong)


def _is_named(cell: Cell) -> bool:
    return cell.status is Status.LOST or (cell.status is Status.MAPPED and not cell.how)


@pytest.mark.parametrize("target", platforms())
def test_nothing_of_a_second_item_is_dropped(target: str, made: Read) -> None:
    read, table = made(target), _table(target)
    losses = _losses(read)
    dropped = [
        feature
        for feature, words in read.marks.items()
        if feature.startswith(("ungraded-", "second-"))
        if (cell := lookup(table, feature.partition("-")[2])) and cell.status is not Status.ASIDE
        if not named(feature.removeprefix("second-"), losses)
        and not _stands_anywhere(target, feature, words, read)
    ]
    assert not dropped, "\n".join(dropped)


def _stands_anywhere(target: str, feature: str, words: str, read: Made) -> bool:
    if target == "coursera" and is_planned(feature, read_plan(read.archive)):
        return True
    return stands(target, feature, words, read.text())


@pytest.mark.parametrize("target", platforms())
def test_what_is_for_graders_only_is_in_no_public_package(target: str, made: Read) -> None:
    read = made(target)
    secrets = [word for feature in SECRETS for word in read.marks[feature].split()]
    assert len(secrets) == len(SECRETS)
    shown = "\n".join(
        text for name, text in read.members.items() if name not in _KEPT.get(target, ())
    )
    assert not [word for word in secrets if word in shown]


def test_the_page_of_the_targets_is_up_to_date(made: Read, regen: bool) -> None:
    columns = sorted((_column(name, made(name)) for name in platforms()), key=_title)
    text = page(_FEATURES, columns)
    if regen:
        _PAGE.write_text(text, "utf-8")
    assert _PAGE.read_text("utf-8") == text


def _title(column: Column) -> str:
    return column.title


def _column(target: str, made: Made) -> Column:
    cells = dict(_said(_table(target), _losses(made)))
    return Column(registry.load_target(target).title, cells)


def _said(table: Mapping[str, Cell], losses: Losses) -> Iterator[tuple[str, Cell]]:
    for name in _FEATURES:
        cell = lookup(table, name)
        assert cell
        if _is_named(cell):
            loss = _of(name, losses)[0]
            told = f"{loss['reason']} {loss['fallback']} {loss['by_hand']}"
            cell = replace(cell, how=told.rstrip())
        yield name, cell


@pytest.mark.parametrize("target", platforms())
def test_losses_are_told_in_sentences(target: str, made: Read) -> None:
    told = [text for loss in made(target).losses for text in _texts(loss)]
    assert not [text for text in told if text[0].islower() or not text.endswith(".")]


def _texts(loss: Mapping[str, str]) -> Iterator[str]:
    yield from (loss["reason"], loss["fallback"])
    if loss["by_hand"]:
        yield loss["by_hand"]
