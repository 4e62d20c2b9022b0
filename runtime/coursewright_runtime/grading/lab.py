"""The grader side of a lab, as the builder writes it: `grader-lab.schema.json`."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from coursewright_runtime.grading.errors import GradingFault
from coursewright_runtime.grading.outcome import Visibility

__all__ = [
    "LAB_FILE",
    "Criterion",
    "Documentation",
    "GraderLab",
    "Hint",
    "LatePolicy",
    "Limits",
    "ModuleRule",
    "Organization",
    "TestFile",
    "read_lab",
]

LAB_FILE = "lab.json"


@dataclass(frozen=True, slots=True)
class TestFile:
    """One pytest file of the author. path: below the lab's folder, `tests/test_x.py`.

    points: of all its tests together; None for one point each. criterion: id, never empty.
    isolation: `trusted`, or `shared` with the learner's own process.
    """

    __test__ = False  # nothing that pytest should collect

    path: str
    points: float | None
    criterion: str
    visibility: Visibility
    isolation: str


@dataclass(frozen=True, slots=True)
class Criterion:
    """One part of the grade. weight: 0..1, all of a lab's sum to 1.

    manual: share that a person judges, 0..1; None when the points of its manual cells say so.
    analysis: share of the automatic part that static analysis judges; None for the default.
    cells: patterns of the grade ids that feed it.
    """

    id: str
    title: str
    weight: float
    manual: float | None = None
    analysis: float | None = None
    cells: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ModuleRule:
    """What one module of the learner's must be like.

    functions_about: words of which each function's name holds one. banned_calls: names that it
    may not use.
    """

    file: str
    functions_about: tuple[str, ...] = ()
    minimum_functions: int = 0
    banned_imports: tuple[str, ...] = ()
    banned_calls: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Organization:
    """What static analysis asks of the learner's modules. ruff: selected rules, may be empty."""

    criterion: str
    required_modules: tuple[str, ...] = ()
    minimum_functions: int = 0
    top_level_work: bool = True
    banned_imports: tuple[str, ...] = ()
    ruff: tuple[str, ...] = ()
    modules: tuple[ModuleRule, ...] = ()


@dataclass(frozen=True, slots=True)
class Documentation:
    """What is asked of words. docstrings: wanted share of public parts that have one, 0..1.

    comments: wanted comment lines per 100 lines of code. readme: file name, or empty.
    readme_words: how many words it has at least.
    """

    criterion: str
    docstrings: float = 0.8
    comments: float = 0.0
    readme: str = ""
    readme_words: int = 30


@dataclass(frozen=True, slots=True)
class Limits:
    """What one submission may use. memory, file, disk: MiB; output: KiB; times: seconds."""

    cell_seconds: float = 30.0
    seconds: float = 300.0
    memory: int = 1024
    processes: int = 64
    file: int = 64
    disk: int = 256
    output: int = 1024


@dataclass(frozen=True, slots=True)
class Hint:
    """The hints of one part.

    levels: 1 to 3, in order. cells: patterns of its grade ids. solution: the last hint, or empty;
    `Disclosure` says who may read it.
    """

    part: str
    levels: tuple[str, ...]
    cells: tuple[str, ...] = ()
    solution: str = ""


@dataclass(frozen=True, slots=True)
class Disclosure:
    """When the next hint is shown, and who gives solutions.

    attempts: submissions before it. minutes: since the hint before. public: whether everybody may
    read solutions. contact: a sentence that says who gives them.
    """

    attempts: int = 0
    minutes: float = 0.0
    public: bool = False
    contact: str = ""


@dataclass(frozen=True, slots=True)
class LatePolicy:
    """What late work loses: `deduction` percent of the points per begun interval (`day`, `hour`).

    minimum: percent of the points below which lateness takes nothing away.
    """

    deduction: float
    interval: str
    minimum: float


@dataclass(frozen=True, slots=True)
class GraderLab:
    """A lab to grade by. folder: where its grader side lies, never shown.

    points: of the whole lab. language: of the notebooks' kernel. notebooks: paths below `source/`
    and `release/`. companions: other files below `release/`. required: files that a submission must
    hold. due: moment with its time zone in ISO 8601, or empty. late: None when lateness is free.
    """

    id: str
    title: str
    points: float
    language: str
    folder: Path
    notebooks: tuple[str, ...]
    companions: tuple[str, ...] = ()
    required: tuple[str, ...] = ()
    requirements: tuple[str, ...] = ()
    tests: tuple[TestFile, ...] = ()
    criteria: tuple[Criterion, ...] = ()
    organization: Organization | None = None
    documentation: Documentation | None = None
    limits: Limits = field(default_factory=Limits)
    hints: tuple[Hint, ...] = ()
    disclosure: Disclosure = Disclosure()
    due: str = ""
    late: LatePolicy | None = None


def read_lab(folder: Path) -> GraderLab:
    """Return the lab whose grader side lies in `folder`.

    Raises GradingFault when there is none, or one that does not fit `grader-lab.schema.json`.
    """
    try:
        data = json.loads((folder / LAB_FILE).read_bytes())
    except (OSError, ValueError, RecursionError) as error:
        raise GradingFault(f"`{folder.name}` holds no {LAB_FILE} that can be read") from error
    _check(data, folder)
    return _lab(data, folder)


def _check(data: object, folder: Path) -> None:
    from jsonschema import Draft202012Validator

    from coursewright_schemas.loader import load

    for error in Draft202012Validator(load("grader-lab")).iter_errors(data):
        raise GradingFault(
            f"`{folder.name}/{LAB_FILE}` is not as `grader-lab.schema.json` says: "
            f"{error.json_path}: {error.message}"
        )


def _lab(data: Mapping[str, Any], folder: Path) -> GraderLab:
    organization, documentation = data.get("organization"), data.get("documentation")
    return GraderLab(
        id=data["id"],
        title=data["title"],
        points=float(data["points"]),
        language=data["language"],
        folder=folder,
        notebooks=tuple(data["notebooks"]),
        companions=tuple(data["companions"]),
        required=tuple(data["required"]),
        requirements=tuple(data["requirements"]),
        tests=tuple(
            TestFile(**{**test, "visibility": Visibility(test["visibility"])})
            for test in data["tests"]
        ),
        criteria=tuple(Criterion(**_tuples(each)) for each in data["criteria"]),
        organization=None if organization is None else _organization(organization),
        documentation=None if documentation is None else Documentation(**documentation),
        limits=Limits(**data["limits"]),
        hints=tuple(Hint(**_tuples(hint)) for hint in data["hints"]["parts"]),
        disclosure=_disclosure(data["hints"]),
        due=data["due"],
        late=None if data["late"] is None else LatePolicy(**data["late"]),
    )


def _disclosure(data: Mapping[str, Any]) -> Disclosure:
    return Disclosure(**data["unlock"], public=data["public"], contact=data["contact"])


def _organization(data: Mapping[str, Any]) -> Organization:
    modules = tuple(ModuleRule(**_tuples(each)) for each in data["modules"])
    return Organization(**{**_tuples(data), "modules": modules})


def _tuples(data: Mapping[str, Any]) -> dict[str, Any]:
    return {key: tuple(value) if isinstance(value, list) else value for key, value in data.items()}
