"""Hints: as data for the runtime, as a magic in the released lab, and held against its secrets.

Levels 1 to 3 are public, each unlocked by the one before. The solution goes into no public file
unless the author says `disclosure: {solution: public}`.
"""

from __future__ import annotations

import base64
import json
import re
import zlib
from collections.abc import Iterable, Iterator, Mapping
from importlib import resources
from typing import Any

from coursewright.compile import rules
from coursewright.compile.release import notebook_language
from coursewright.leaks.needles import collapse, needles
from coursewright.model import items
from coursewright.model.secrets import Secret
from coursewright.model.source import Source
from coursewright_packaging.diagnostic import Diagnostic

__all__ = [
    "HINT_MODULE",
    "check_hints",
    "hint_data",
    "hint_module",
    "hint_secrets",
    "is_python",
    "public_hint_data",
    "with_hint_cell",
]

HINT_MODULE = "lab_hints.py"
MARK = "coursewright-hints:"  # the leak gate knows it and reads what follows
_SENTENCE = re.compile(r"(?<=[.;:!?])\s+")
_CELL_ID = "load-hints"
_CELL = f"""try:
    %load_ext {HINT_MODULE.removesuffix(".py")}
except ImportError:
    print("{HINT_MODULE} does not lie beside this notebook, so there are no hints.")
"""


def hint_data(lab: items.Lab[Any], words: Mapping[str, str]) -> dict[str, Any]:
    """Return all hints of a lab, solutions included, as JSON data for the runtime.

    words: the theme's, translated. `parts`: in the author's order, each with its `levels` and its
    `solution` (`text`, empty when there is none). `unlock`: what is asked before the next level,
    `attempts` (submissions) and `minutes` since the level before. `public`: whether everybody may
    read the solutions.
    """
    told = lab.disclosure
    solutions = dict(lab.solutions)
    return {
        "lab": lab.id,
        "parts": [
            {"part": part, "levels": list(levels), "solution": solutions.get(part, "")}
            for part, levels in lab.hints
        ],
        "unlock": {"attempts": told.attempts, "minutes": told.minutes},
        "public": told.public,
        "contact": told.contact or words["solution_by"],
    }


def public_hint_data(lab: items.Lab[Any], words: Mapping[str, str]) -> dict[str, Any]:
    """Return what the released lab shows: the hints, and solutions only when they are public."""
    data = hint_data(lab, words)
    for part in data["parts"]:
        text = part["solution"]
        part["solution"] = ({"text": text} if data["public"] else {"given": True}) if text else {}
    say = {key: words[f"hint_{key}"] for key in ("parts", "next")}
    say |= {"hint": words["hint"], "solution": words["solution"]}
    return {**{key: data[key] for key in ("lab", "parts", "contact")}, "say": say}


def hint_module(lab: items.Lab[Any], words: Mapping[str, str]) -> str:
    """Return the Python file that answers `%hint`; the hints in it cannot be read at a glance."""
    text = json.dumps(public_hint_data(lab, words), ensure_ascii=False, sort_keys=True)
    packed = base64.b85encode(zlib.compress(text.encode(), 9)).decode()
    module = resources.files("coursewright.learner").joinpath(HINT_MODULE).read_text("utf-8")
    before, found, after = module.partition('DATA = ""')
    assert found
    lines = [packed[start : start + 80] for start in range(0, len(packed), 80)]
    data = "\n".join(f'    "{line}"' for line in (MARK, *lines))
    return f"{before}DATA = (\n{data}\n){after}"


def is_python(notebook: str) -> bool:
    """Return whether the notebook's code is Python, so that `%hint` can be known in it."""
    return notebook_language(json.loads(notebook)["metadata"]) == "python"


def with_hint_cell(notebook: str) -> str:
    """Return a released Python notebook with a first cell that makes `%hint` known.

    Notebooks in other languages, and those that load it themselves, stay as they are.
    """
    book = json.loads(notebook)
    if not is_python(notebook) or "load_ext lab_hints" in notebook:
        return notebook
    cell: dict[str, Any] = {"cell_type": "code", "execution_count": None, "outputs": []}
    cell |= {"metadata": {}, "source": _CELL.splitlines(keepends=True)}
    if any("id" in each for each in book["cells"]) or book["nbformat_minor"] >= 5:
        cell["id"] = _CELL_ID
    book["cells"].insert(0, cell)
    return json.dumps(book, indent=1, ensure_ascii=False, sort_keys=True) + "\n"


def hint_secrets(lab: items.Lab[Any]) -> Iterator[Secret]:
    """Yield each sentence of the solutions that are not public."""
    if lab.disclosure.public:
        return
    for part, text in lab.solutions:
        for sentence in _SENTENCE.split(text):
            place = f"{lab.place.path}, hints.{part}.solution"
            yield Secret(lab.id, place, sentence.strip(), marked=True)


def check_hints(lab: items.Lab[Source], secrets: Iterable[Secret]) -> Iterator[Diagnostic]:
    """Yield where a public hint holds what the leak gate looks for."""
    if not lab.hints:
        return
    sought = needles(secrets, ())
    for (_, levels), places in zip(lab.hints, lab.hint_places, strict=True):
        for text, place in zip(levels, places, strict=True):
            told = collapse(text)
            for line, secret in sought.items():
                if line in told:
                    message = f"the hint holds a line of {secret.place}: `{secret.text}`"
                    yield rules.HINT_KEEPS_SECRETS.at(
                        place.path, message, line=place.line, column=place.column
                    )
