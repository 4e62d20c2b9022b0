"""What the cells of a notebook import."""

from __future__ import annotations

import ast
import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from coursewright_runtime.grading.magics import plain_python

__all__ = ["Import", "imports_of", "wanted_modules"]


@dataclass(frozen=True, slots=True)
class Import:
    """One import. module: dotted; cell, line: counted from 1."""

    module: str
    cell: int
    line: int

    @property
    def package(self) -> str:
        """Return the top package."""
        return self.module.partition(".")[0]


def imports_of(code: str) -> Iterator[Import]:
    """Yield the absolute imports of the code cells, functions' included. code: as `Task.code`."""
    for number, cell in enumerate(json.loads(code), 1):
        if cell["code"]:
            for module, line in _imports(cell["source"]):
                yield Import(module, number, line)


def _imports(source: str) -> Iterator[tuple[str, int]]:
    try:
        tree = ast.parse(plain_python(source))
    except (SyntaxError, ValueError, RecursionError):
        return
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module, node.lineno


def wanted_modules(codes: Iterable[str]) -> list[str]:
    """Return the modules that two or more notebooks import and that an installer brought."""
    wanted = Counter(
        module for code in codes for module in {each.module for each in imports_of(code)}
    )
    often = sorted(module for module, count in wanted.items() if count > 1)
    # A package before what is in it, which may not be fit to be shared.
    every = sorted({module.rpartition(".")[0] or module for module in often} | set(often))
    return [module for module in every if _installed(module.partition(".")[0])]


def _installed(package: str) -> bool:
    from importlib.util import find_spec

    if package in sys.stdlib_module_names:
        return False
    try:
        spec = find_spec(package)
    except (ImportError, ValueError):
        return False
    return spec is not None and "site-packages" in str(spec.origin or "")
