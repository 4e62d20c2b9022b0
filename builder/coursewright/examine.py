"""From the course folder to a Publication, and every mistake on the way."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from coursewright.diagnostics.registry import all_rules, weigh
from coursewright.engine.hashing import FileIndex
from coursewright.engine.workers import Engine
from coursewright.model.course import Course, Publication
from coursewright.model.secrets import Secret
from coursewright.request import Request
from coursewright_packaging.diagnostic import Diagnostic, Severity

__all__ = ["Examined", "examine"]


@dataclass(frozen=True, slots=True)
class Examined:
    """What a course is.

    publication: `None` when the course has errors. secrets: what no public file may hold.
    """

    course: Course | None
    publication: Publication | None
    secrets: tuple[Secret, ...]
    diagnostics: tuple[Diagnostic, ...]


def examine(request: Request, engine: Engine, index: FileIndex, workspace: Path) -> Examined:
    """Load, check and compile the course.

    index: digests of the course's files. workspace: folder for files that compiling makes; they
    must outlive the Publication.
    """
    from coursewright.check import check_course, check_severities
    from coursewright.load import load_course

    loaded = load_course(
        request.content, term=request.term or None, out=request.out, map_step=engine.map
    )
    if loaded.course is None:
        return Examined(None, None, (), weigh(loaded.diagnostics))
    course = loaded.course
    from coursewright.compile import compile_course

    compiled = compile_course(course, map_step=engine.map, workspace=workspace, index=index)
    checked = check_course(course, today=request.today)
    if course.info.severities:  # the rules of every format are heavy to gather
        checked += check_severities(course.info, all_rules())
    found = _weighed(course, [*loaded.diagnostics, *checked, *compiled.diagnostics])
    failed = any(diagnostic.severity is Severity.ERROR for diagnostic in found)
    return Examined(course, None if failed else compiled.publication, compiled.secrets, found)


def _weighed(course: Course, found: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    from coursewright.check import apply_severities

    return weigh(apply_severities(found, course.info.severities))
