"""The cases of the audit corpus: what is wrong, where it shows, and which half a case is in.

`corpus/open/` may be read by whoever writes rules, `corpus/held-out/` may not. A file in either is
named after its success criterion and lists cases.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

import yaml

__all__ = ["HALVES", "NEEDS", "Case", "Conditions", "cases", "half_of", "manifest"]

CORPUS = Path(__file__).parent / "corpus"
HALVES = ("open", "held-out")
NEEDS = {
    "nothing": "it shows in the page as it has loaded",
    "focus": "an element gets the focus",
    "hover": "the pointer rests on an element",
    "input": "a control gets a value",
    "keyboard": "the page is walked through by keyboard",
    "motion": "the device is moved",
    "pages": "several pages of the case are compared",
    "pointer": "an element is pressed with a pointer",
    "source": "the bytes of the page are read, since a browser mends them",
    "submit": "a form is sent or a button is pressed",
    "wait": "some seconds pass",
}
_SLOTS = "html title viewport body skip nav top head style middle script end".split()


@dataclass(frozen=True, slots=True)
class Conditions:
    """What the page must be looked at with for the fault to show.

    scheme: the colours that the reader prefers, or `any`. width: of the window in CSS pixels.
    zoom: of text and page, per cent. spacing: WCAG 1.4.12's text spacing is set. needs: a key of
    `NEEDS`.
    """

    scheme: str = "any"
    width: int = 1280
    zoom: int = 100
    spacing: bool = False
    needs: str = "nothing"


@dataclass(frozen=True, slots=True)
class Case:
    """A faulty page and its twin, which differ in what stands between `[[` and `]]`.

    criteria: success criteria of WCAG 2.1, the first one decides the file. technique: the W3C
    failure technique, or a sufficient technique followed by `-missing`. at: selector of the
    faulty element; ` >>> ` goes into a frame or a shadow tree. page: the skeleton. slots: texts
    for it. tags: elements of the skeleton that the faulty page has under another name. files:
    further files of the case by name. pages: the slots of further pages by file name. theme,
    topic: chosen by the id if empty.
    """

    id: str
    criteria: tuple[str, ...]
    technique: str
    wrong: str
    at: str
    held_out: bool
    page: str
    conditions: Conditions = field(default_factory=Conditions)
    slots: Mapping[str, str] = field(default_factory=dict)
    tags: Mapping[str, str] = field(default_factory=dict)
    files: Mapping[str, str] = field(default_factory=dict)
    pages: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    theme: str = ""
    topic: str = ""


def cases() -> list[Case]:
    """Return all cases, in the order of their criteria.

    Raises TypeError for an unknown key and ValueError for what the fields do not allow.
    """
    found = [
        _case(entry, path.stem, half)
        for half in HALVES
        for path in sorted((CORPUS / half).glob("*.yaml"))
        for entry in yaml.safe_load(path.read_text(encoding="utf-8"))
    ]
    return sorted(found, key=lambda case: (_numbers(case.criteria[0]), case.id))


def half_of(ids: list[str], criterion: str) -> dict[str, str]:
    """Return the half for each of a criterion's ids: in turn, in the order of their sums."""
    first = sha256(criterion.encode()).digest()[0]
    ordered = sorted(ids, key=lambda name: sha256(name.encode()).digest())
    return {name: HALVES[(first + place) % 2] for place, name in enumerate(ordered)}


def manifest(listed: list[Case]) -> list[dict[str, Any]]:
    """Return what the rules' bench must know of each case."""
    return [
        {
            "id": case.id,
            "criteria": list(case.criteria),
            "technique": case.technique,
            "wrong": case.wrong,
            "at": case.at,
            "held_out": case.held_out,
            "scheme": case.conditions.scheme,
            "width": case.conditions.width,
            "zoom": case.conditions.zoom,
            "spacing": case.conditions.spacing,
            "needs": case.conditions.needs,
            "pages": ["index.html", *sorted(case.pages)],
        }
        for case in listed
    ]


def _numbers(criterion: str) -> tuple[int, ...]:
    return tuple(int(part) for part in criterion.split("."))


def _case(entry: dict[str, Any], criterion: str, half: str) -> Case:
    given = dict(entry)
    also = tuple(str(each) for each in given.pop("also", ()))
    conditions = Conditions(**given.pop("with", {}))
    if conditions.needs not in NEEDS:
        raise ValueError(f"{given['id']}: needs is {conditions.needs!r}, allowed: {sorted(NEEDS)}")
    slots = {name: given.pop(name) for name in _SLOTS if name in given}
    return Case(
        criteria=(criterion, *also),
        held_out=half == "held-out",
        conditions=conditions,
        slots=slots,
        **given,
    )
