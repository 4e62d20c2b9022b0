"""What labs import without saying so."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from functools import cache

from coursewright.compile.cells import place_in_file
from coursewright.execute import rules
from coursewright.execute.imports import Import, imports_of
from coursewright.execute.model import Task
from coursewright.model import items
from coursewright.model.source import Source
from coursewright_packaging.diagnostic import Diagnostic

__all__ = ["undeclared_imports"]

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
# The kernel's own, present in every lab image.
_WITH_THE_KERNEL = ("IPython", "ipykernel", "traitlets")


def undeclared_imports(lab: items.Lab[Source], task: Task) -> Iterator[Diagnostic]:
    """Yield each package that the lab's cells import and its requirements do not list."""
    if task.language != "python":
        return
    declared = {_normal(name) for name in _names(lab.requirements)}
    own = set(_own(lab, task))
    told: set[str] = set()
    for each in imports_of(task.code):
        package = each.package
        if package in told or package in own or package in _WITH_THE_KERNEL:
            continue
        if package in sys.stdlib_module_names or _is_declared(package, declared):
            continue
        told.add(package)
        yield _fault(lab, task, each)


def _names(requirements: Iterable[str]) -> Iterator[str]:
    """Yield the distributions of a requirements.txt, without versions, extras and options."""
    for line in requirements:
        if match := _NAME.match(line):
            yield match[0]


def _normal(name: str) -> str:
    """Return a distribution's name in the form in which names are compared (PEP 503)."""
    return re.sub(r"[-_.]+", "-", name).lower()


def _own(lab: items.Lab[Source], task: Task) -> Iterator[str]:
    """Yield the modules that lie in the lab's folder; cells may add any folder of it."""
    for file in task.files:
        if file.path.startswith(f"{lab.folder}/"):
            for part in file.path.removeprefix(f"{lab.folder}/").split("/"):
                yield part.removesuffix(".py")
    yield from re.findall(r"%%writefile\s+(?:-a\s+)?(?:\S*/)?(\w+)\.py", task.code)


def _is_declared(package: str, declared: set[str]) -> bool:
    if _normal(package) in declared:
        return True
    return any(_normal(name) in declared for name in _distributions().get(package, ()))


@cache
def _distributions() -> dict[str, list[str]]:
    from importlib.metadata import packages_distributions

    return dict(packages_distributions())


def _fault(lab: items.Lab[Source], task: Task, each: Import) -> Diagnostic:
    line, column = place_in_file(lab.body.text, each.cell, each.line)
    message = f"cell {each.cell}: `{each.package}` is not in the lab's requirements"
    return rules.IMPORT_IS_DECLARED.at(task.path, message, line=line, column=column)
