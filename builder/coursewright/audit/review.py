"""What people have decided about success criteria, signed, and what is still open."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from enum import Enum
from pathlib import Path
from typing import Any

import yaml

from coursewright.engine.atomic import write_atomically
from coursewright.errors import UsageFault

__all__ = [
    "FILE",
    "Answer",
    "Level",
    "open_criteria",
    "read_evidence",
    "read_review",
    "write_review",
]

FILE = "accessibility-review.yaml"
_EVIDENCE = "reports/accessibility-evidence.yaml"


class Level(str, Enum):
    """How far a criterion is met, in the words of OpenACR and of the VPAT."""

    SUPPORTS = "supports"
    PARTIALLY = "partially-supports"
    NOT = "does-not-support"
    INAPPLICABLE = "not-applicable"


@dataclass(frozen=True, slots=True)
class Answer:
    """A signed decision. judged: digest of what it is about. remarks: what was tried and found."""

    criterion: str
    level: str
    remarks: str
    by: str
    on: date
    judged: str


def read_evidence(dist: Path) -> dict[str, Any]:
    """Return what the last audit found. Raises UsageFault when there is no audit."""
    try:
        found = yaml.safe_load((dist / _EVIDENCE).read_text("utf-8"))
    except (OSError, yaml.YAMLError) as error:
        raise UsageFault("there is no audit yet; run `coursewright audit --full`") from error
    if not isinstance(found, dict) or not isinstance(found.get("criteria"), list):
        raise UsageFault(f"`{_EVIDENCE}` holds no evidence; run `coursewright audit --full`")
    return found


def read_review(path: Path) -> dict[str, Answer]:
    """Return the signed answers by criterion. Raises UsageFault when the file is not sound."""
    try:
        listed = yaml.safe_load(path.read_text("utf-8"))
        answers = [Answer(**entry) for entry in listed["answers"]]
        levels = {Level(answer.level) for answer in answers}
    except FileNotFoundError:
        return {}
    except (yaml.YAMLError, KeyError, TypeError, ValueError) as error:
        raise UsageFault(f"`{path.name}` is not as `audit guide` writes it: {error}") from error
    assert levels <= set(Level)
    return {answer.criterion: answer for answer in answers}


def write_review(path: Path, answers: Mapping[str, Answer]) -> None:
    """Write the answers in the order of their criteria. Raises OSError."""
    listed = [asdict(answers[name]) for name in sorted(answers, key=_number)]
    text = yaml.safe_dump(
        {"version": 1, "answers": listed}, sort_keys=False, allow_unicode=True, width=100
    )
    write_atomically(path, text.encode())


def _number(criterion: str) -> tuple[int, ...]:
    return tuple(int(part) for part in criterion.split(".") if part.isdecimal())


def open_criteria(
    evidence: Mapping[str, Any], answers: Mapping[str, Answer]
) -> Iterator[Mapping[str, Any]]:
    """Yield the criteria that nobody has signed for what the pages are now."""
    entries: Sequence[Mapping[str, Any]] = evidence["criteria"]
    for entry in entries:
        answer = answers.get(entry["criterion"])
        if answer is None or answer.judged != entry["judged"]:
            yield entry
