"""In the tests' process: which code the author wrote, so that no other text is executed as code."""

from __future__ import annotations

import ast
import contextlib
import json
import textwrap
import types
from collections.abc import Iterable, Iterator
from pathlib import Path

_INHERITED = 0x1FE_0000  # the bits of `from __future__ import`, which a text takes from its caller
_texts: set[str] = set()


def sources(lab: Path) -> Iterator[str]:
    """Yield what the tests of a lab are written in: their files, and cells of its notebooks."""
    for path in sorted((lab / "tests").rglob("*.py")):
        yield path.read_text(encoding="utf-8", errors="replace")
    for path in sorted((lab / "plans").glob("*.json")):
        yield from (str(cell["source"]) for cell in json.loads(path.read_bytes())["cells"])


def remember(texts: Iterable[str]) -> None:
    """Remember the texts that stand between quotes in code of the author's."""
    for text in texts:
        with contextlib.suppress(SyntaxError, ValueError, RecursionError):
            nodes = ast.walk(ast.parse(text))
            values = (node.value for node in nodes if isinstance(node, ast.Constant))
            for value in values:
                if isinstance(value, str):
                    _texts.update((value, value.strip(), textwrap.dedent(value)))


def is_of_the_author(code: types.CodeType, caller: types.CodeType) -> bool:
    """Return whether code that `caller` executes is one of the texts that the author wrote."""
    flags = caller.co_flags & _INHERITED
    return any(code == made for made in _compiled(code.co_filename, flags))


def _compiled(name: str, flags: int) -> Iterator[types.CodeType]:
    for text in sorted(_texts):
        for mode in ("eval", "exec"):
            with contextlib.suppress(SyntaxError, ValueError, RecursionError, MemoryError):
                yield compile(text, name, mode, flags, dont_inherit=True)
