"""The order of proving a course's labs: choose, grade or remember, judge."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from functools import partial
from importlib.util import find_spec

from coursewright.bundle.write import lab_side
from coursewright.engine.workers import Engine
from coursewright.execute.environment import environment_digest
from coursewright.execute.model import Ending
from coursewright.execute.outcome import Executed
from coursewright.load.files import SourceFile, read_text
from coursewright.model.course import Course, Publication
from coursewright.model.items import Lab
from coursewright.model.source import Source
from coursewright.prove.judge import judge
from coursewright.prove.model import Proof, Proved, Task
from coursewright.request import Request
from coursewright_packaging.archive import content_digest
from coursewright_packaging.diagnostic import Diagnostic

__all__ = ["prove_course"]

_ENDLESS = (Ending.TOO_SLOW, Ending.TOO_LARGE, Ending.TOO_LOUD, Ending.DIED)
_NEEDED = ("IPython", "pytest", "ruff")


def prove_course(
    course: Course,
    publication: Publication,
    executed: Executed,
    request: Request,
    engine: Engine,
) -> tuple[tuple[Proved, ...], tuple[Diagnostic, ...]]:
    """Grade solution and release of each lab, and return how that went and what is wrong.

    executed: how the notebooks went; one that did not come to an end is not run again.
    Raises EnvironmentFault when grading itself fails.
    """
    labs = [item for item in course.items() if isinstance(item, Lab)]
    endless = {each.item for each in executed.outcomes if each.run and each.run.ending in _ENDLESS}
    left = {lab.id: left for lab in labs if (left := _left_out(lab, course, request, endless))}
    tasks = list(_tasks(publication, [lab.id for lab in labs if lab.id not in left]))
    proofs = _proofs(tasks, request, engine)
    proved = tuple(left.get(lab.id) or Proved(lab.id, _path(lab), proofs[lab.id]) for lab in labs)
    found: list[Diagnostic] = []
    for lab, each in zip(labs, proved, strict=True):
        found += judge(lab, each, partial(_text, course, lab))
    return proved, tuple(found)


def _left_out(
    lab: Lab[Source], course: Course, request: Request, endless: Collection[str]
) -> Proved | None:
    """Return what stands for a lab that is not proved, with the reason."""
    path = _path(lab)
    if not request.execute:
        return Proved(lab.id, path, None, "`--no-execute`", wanted=True)
    if not (lab.execute and course.info.notebooks.execute):
        return Proved(lab.id, path, None, "`execute: false`", wanted=True)
    if lab.id in endless:
        return Proved(lab.id, path, None, "its notebook did not come to an end", wanted=True)
    if missing := [name for name in _NEEDED if find_spec(name) is None]:
        reason = (
            f"no {' and no '.join(missing)} is installed; run `pip install coursewright[grading]`"
        )
        return Proved(lab.id, path, None, reason)
    return None


def _path(lab: Lab[Source]) -> str:
    return f"{lab.folder}/{lab.notebook}"


def _tasks(publication: Publication, wanted: Sequence[str]) -> Iterator[Task]:
    environment = environment_digest() if wanted else ""
    for item in publication.items():
        if isinstance(item, Lab) and item.id in wanted:
            contents = {member.name: member.content for member in lab_side(publication, item)}
            digests = tuple((name, content_digest(each)) for name, each in sorted(contents.items()))
            yield Task(item.id, digests, environment, contents)


def _proofs(tasks: Sequence[Task], request: Request, engine: Engine) -> dict[str, Proof]:
    if not tasks:
        return {}
    from coursewright.prove.run import Prover

    proofs = engine.batch("prove labs", Prover(request.jobs).run, tasks)
    return {task.lab: proof for task, proof in zip(tasks, proofs, strict=True)}


def _text(course: Course, lab: Lab[Source], name: str) -> str:
    if name == lab.notebook:
        return lab.body.text
    path = f"{lab.folder}/{name}"
    return read_text(SourceFile(path, course.root / path), []) or ""
