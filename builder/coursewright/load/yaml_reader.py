"""YAML with the line and column of every key and value, safe against what strangers write.

Plain YAML 1.2 core types only: `no`, `on` and `yes` stay text, as an author means them. Tags, merge
keys and duplicate keys are refused, and aliases may not blow a small file up.
"""

from __future__ import annotations

import re
from typing import Any

import yaml

from coursewright.load import rules
from coursewright.load.document import Document, Path

__all__ = ["read_yaml"]

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_MAX_NODES = 200_000
_MAX_DEPTH = 50
_INTEGER = re.compile(r"[-+]?[0-9]+")
_NUMBER = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_CONSTANTS = {"": None, "~": None, "null": None, "true": True, "false": False}
_PLAIN_TAGS = frozenset(
    f"tag:yaml.org,2002:{name}"
    for name in ("str", "int", "float", "bool", "null", "map", "seq", "timestamp", "merge", "value")
)


class _RefusedError(Exception):
    def __init__(self, message: str, mark: Any) -> None:
        super().__init__(message)
        self.line, self.column = mark.line + 1, mark.column + 1


def read_yaml(text: str, path: str, first_line: int = 1) -> Document:
    """Return the document; what is wrong with it is in its diagnostics, and its data is `None`.

    path: shown in diagnostics. first_line: line of the file on which `text` begins.
    """
    try:
        node = yaml.compose(text, Loader=_Loader)
        builder = _Builder(first_line - 1)
        data = None if node is None else builder.build(node, (), 0)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = (mark.line + first_line, mark.column + 1) if mark else (first_line, 1)
        return _broken(path, place, _plain_problem(str(error.problem or error), text, mark))
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + first_line
        return _broken(path, (line, 1), f"the character #x{error.character:04x} is not allowed")
    except _RefusedError as error:
        return _broken(path, (error.line + first_line - 1, error.column), str(error))
    return Document(path, data, builder.keys, builder.values)


def _plain_problem(problem: str, text: str, mark: Any) -> str:
    """Return what the parser says, in an author's words where it is about tabs."""
    lines = text.split("\n")
    before = lines[mark.line][: mark.column + 1] if mark and mark.line < len(lines) else ""
    return "a tab stands here; indent with spaces" if "\t" in before else problem


def _broken(path: str, place: tuple[int, int], problem: str) -> Document:
    found = rules.YAML_PARSES.at(
        path, f"the YAML cannot be read: {problem}", line=place[0], column=place[1]
    )
    return Document(path, None, {}, {}, (found,))


class _Builder:
    """Turns composed nodes into plain values, keeping their positions."""

    def __init__(self, offset: int) -> None:
        self.keys: dict[Path, tuple[int, int]] = {}
        self.values: dict[Path, tuple[int, int]] = {}
        self._offset = offset
        self._count = 0

    def build(self, node: Any, path: Path, depth: int) -> Any:
        self._count += 1
        if self._count > _MAX_NODES or depth > _MAX_DEPTH:
            raise _RefusedError("the file unfolds to too much", node.start_mark)
        if node.tag not in _PLAIN_TAGS:
            raise _RefusedError(f"the tag `{node.tag}` is not allowed", node.start_mark)
        self.values[path] = self._place(node)
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, path, depth)
        if isinstance(node, yaml.SequenceNode):
            return [self.build(item, (*path, i), depth + 1) for i, item in enumerate(node.value)]
        return _scalar(node.value) if not node.style else node.value

    def _mapping(self, node: Any, path: Path, depth: int) -> dict[str, Any]:
        result: dict[str, Any] = {}
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                raise _RefusedError("a key must be plain text", key.start_mark)
            name = key.value
            if name in result:
                raise _RefusedError(f'the key "{name}" is written twice', key.start_mark)
            if name == "<<":
                raise _RefusedError("merge keys (`<<`) are not allowed", key.start_mark)
            self.keys[(*path, name)] = self._place(key)
            result[name] = self.build(value, (*path, name), depth + 1)
        return result

    def _place(self, node: Any) -> tuple[int, int]:
        return (node.start_mark.line + 1 + self._offset, node.start_mark.column + 1)


def _scalar(text: str) -> Any:
    if text.lower() in _CONSTANTS and (text in _CONSTANTS or text[1:].islower() or text.isupper()):
        return _CONSTANTS[text.lower()]
    if _INTEGER.fullmatch(text):
        return int(text)
    if _NUMBER.fullmatch(text):
        return float(text)
    return text
