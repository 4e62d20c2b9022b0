"""What a grader image of Coursera gets: the grading engine, what it needs, and one lab."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import coursewright_runtime
import coursewright_schemas
from coursewright.bundle.write import lab_side
from coursewright.model.course import Publication
from coursewright.model.items import Lab
from coursewright_packaging.archive import Member
from coursewright_packaging.coursera.grader_image import Grader
from coursewright_packaging.vocabulary.text import Rich

__all__ = ["coursera_grader", "engine_files"]

BASE_IMAGE = "docker.io/library/python:3.11-slim"
_NEEDS = ("ipython", "jinja2", "jsonschema", "pytest", "ruff")
_SCHEMAS = ("__init__.py", "loader.py", "grader-lab.schema.json", "grading-result.schema.json")


def coursera_grader(publication: Publication, lab: Lab[Rich], stylesheet: str) -> Grader:
    """Return the grader of a lab. stylesheet: CSS of the feedback page."""
    return Grader(
        id=lab.id,
        base=BASE_IMAGE,
        requirements=(*_pinned(), *lab.requirements),
        engine=tuple(engine_files()),
        lab=tuple(lab_side(publication, lab)),
        stylesheet=stylesheet,
    )


def engine_files() -> Iterator[Member]:
    """Yield the files of `coursewright_runtime.grading` and of the schemas that it reads."""
    runtime = Path(str(coursewright_runtime.__file__)).parent
    yield _file(runtime, "__init__.py")
    for path in sorted((runtime / "grading").rglob("*")):
        if path.suffix in (".py", ".j2"):
            yield _file(runtime, path.relative_to(runtime).as_posix())
    for name in _SCHEMAS:
        yield _file(Path(str(coursewright_schemas.__file__)).parent, name)


def _file(package: Path, name: str) -> Member:
    return Member(f"{package.name}/{name}", (package / name).read_bytes())


def _pinned() -> Iterator[str]:
    """Yield what the engine imports, in the versions that proved the lab here."""
    for name in _NEEDS:
        try:
            yield f"{name}=={version(name)}"
        except PackageNotFoundError:
            yield name
