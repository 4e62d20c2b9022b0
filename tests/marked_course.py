"""A course in which every key of the course format has a value that can be found again.

A feature is a key by its dotted name, as losses use it: `quiz.time_limit`, `link.description`,
`question.blanks.feedback.general` (after the question's type), `completion.require` (a nested key
of `course.yaml`), `bank.question.…` (a question of a bank). Items have the id `the-<kind>`; an
`ungraded-<kind>` is a second item of the kind, and its features begin so.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from courses import write_files
from marked_texts import BANK, FILES, LAB_NOTEBOOK, NOTEBOOK, PAGES, SHEETS

__all__ = ["SECRETS", "features", "marked_course", "markers", "named"]

# What only instructors get; no public package may hold it, so no target can lose it.
SECRETS = frozenset({"question.essay.model_answer", "lab.hints.solution"})
_WORD = re.compile(r"\bM[BK][A-Za-z0-9]+", re.IGNORECASE)
# Mappings whose keys are names that the author chooses.
_FREE = re.compile(
    r"question\.(blanks\.blanks|dropdowns\.dropdowns|formula\.variables)"
    r"|lab\.hints|term\.modules|term\.items|rules|tool\.custom|ungraded-tool\.custom"
)
_NESTED = ("grading", "completion", "targets", "rules")


def marked_course(folder: Path) -> None:
    """Write the course into `folder`. Its term is `spring`."""
    sheets = {**SHEETS, "bank": ("banks/the-bank.yaml", BANK)}
    files: dict[str, str | bytes] = dict(sheets.values())
    files |= {name: f"---\n{keys}---\n{body}" for name, keys, body in PAGES.values()}
    files["01-alpha/02-notebook.ipynb"] = json.dumps(NOTEBOOK)
    files["01-alpha/lab-1/work.ipynb"] = json.dumps(LAB_NOTEBOOK)
    write_files(folder, {**files, **FILES})


@cache
def markers() -> dict[str, str]:
    """Return the markers of every feature that the course writes, separated by spaces.

    A marker is a word or number that stands nowhere else; empty where a value cannot be searched
    for: a choice of few, true or false, an id.
    """
    found: dict[str, list[str]] = {}
    for feature, value in features():
        found.setdefault(feature, []).extend(_markers(value))
    return {feature: " ".join(dict.fromkeys(words)) for feature, words in found.items()}


@cache
def features() -> tuple[tuple[str, Any], ...]:
    """Return every feature that the course writes, with its value; a feature may come again."""
    return tuple(_features())


def _features() -> Iterator[tuple[str, Any]]:
    for kind, (_, text) in SHEETS.items():
        yield from _walk(kind if kind != "course" else "", yaml.safe_load(text))
    yield from _walk("bank", yaml.safe_load(BANK))
    for kind, (_, keys, body) in PAGES.items():
        yield from _walk(kind, yaml.safe_load(keys))
        yield from ((f"{kind}.body", word) for word in _WORD.findall(body))
    yield from _walk("notebook", NOTEBOOK["metadata"]["coursewright"])
    for kind, notebook in (("notebook", NOTEBOOK), ("lab", LAB_NOTEBOOK)):
        text = "\n".join(f"{cell['source']} {cell.get('outputs')}" for cell in notebook["cells"])
        yield from ((f"{kind}.body", word) for word in _WORD.findall(text))
    yield "video.transcript", "MKvideospoken"
    yield "audio.transcript", "MKaudiospoken"


def named(feature: str, losses: Sequence[Mapping[str, str]]) -> bool:
    """Return whether a loss (as in `losses.json`) names the feature or a key that holds it.

    `item.summary` names the key of any kind, when the loss is of that kind's item, and
    `question.feedback` that of any type.
    """
    return any(_covers(loss, feature.removeprefix("bank.")) for loss in losses)


def _covers(loss: Mapping[str, str], feature: str) -> bool:
    kind, _, key = feature.partition(".")
    names = [feature.removeprefix("ungraded-")]
    if kind == "question":
        names.append(f"question.{key.partition('.')[2]}")
    elif loss["item"] == f"the-{kind}":
        names.append(f"item.{key}")
    elif loss["item"].removeprefix("the-") in PAGES.keys() | SHEETS.keys():
        return False
    return any(f"{name}.".startswith(f"{loss['feature']}.") for name in names)


def _walk(path: str, value: Any) -> Iterator[tuple[str, Any]]:
    """Yield the leaves; a list's elements stand at the list's own path."""
    if isinstance(value, list):
        for each in value:
            yield from _walk(path, each)
    elif isinstance(value, dict):
        if _FREE.fullmatch(path.removeprefix("bank.")):
            yield from ((path, name) for name in value)
        for key, each in value.items():
            yield from _walk(_below(path, key, value), each)
    else:
        yield path.replace(".NAME", ""), value


def _below(path: str, key: str, value: Mapping[str, Any]) -> str:
    if not path:
        return key if key in _NESTED else f"course.{key}"
    if path in ("quiz.questions", "ungraded-quiz.questions", "bank.questions"):
        head = "bank.question" if path.startswith("bank") else "question"
        return "quiz.draw" if key == "draw" else f"{head}.{value['type']}.{key}"
    return f"{path}.{'NAME' if _FREE.fullmatch(path.removeprefix('bank.')) else key}"


def _markers(value: Any) -> list[str]:
    if isinstance(value, bool):
        return []
    text = f"{value:g}" if isinstance(value, float) else str(value)
    numbers = [text] if isinstance(value, (int, float)) and len(text) > 2 else []
    return _WORD.findall(text) or numbers
