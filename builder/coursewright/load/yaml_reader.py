"""YAML with the line and column of every key and value, safe against what strangers write.

Plain YAML 1.2 core types only: `no`, `on` and `yes` stay text, as an author means them. Tags, merge
keys and duplicate keys are refused, and aliases may not blow a small file up.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import Any

import yaml

from coursewright.load import rules
from coursewright.load.characters import stray_character
from coursewright.load.document import Document, Path
from coursewright_packaging.diagnostic import Rule

__all__ = ["read_yaml"]

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_MAX_VALUES = 200_000
_MAX_DEPTH = 50
_TOO_MUCH = f"the YAML unfolds to more than {_MAX_VALUES:,} values"
_TOO_DEEP = f"the YAML is nested more than {_MAX_DEPTH} levels deep"
# Text with fewer brackets, and none of these, cannot nest deep enough to crash a parser.
_MANY = 500
_NEARLY = 3  # spaces by which an entry may miss its list and still be meant for it
_STEEP = re.compile(r"^ {200}|(?:[-?] +){20}", re.MULTILINE)
_INTEGER = re.compile(r"[-+]?[0-9]+")
_NUMBER = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_LONGEST_NUMBER = 40  # digits; far more than any value means, far fewer than cost time
_CONSTANTS = {"": None, "~": None, "null": None, "true": True, "false": False}
_PLAIN_TAGS = frozenset(
    f"tag:yaml.org,2002:{name}"
    for name in ("str", "int", "float", "bool", "null", "map", "seq", "timestamp", "merge", "value")
)
_OPENING = {"[": "bracket", "{": "brace", '"': "quotation mark", "'": "quotation mark"}

_UNCLOSED = ("end of stream", "expected ','", "expected node content")
_IN_WORDS = {
    "expected key": "a key was expected here; begin it below the keys above, and quote odd text",
    "expected '-'": "an entry of the list was expected here, which begins with `- `",
    "expected node content": "a value was expected here",
    "expected ',' or": "a comma or the end of the list or mapping was expected here",
    "mapping values are not allowed": "`: ` stands where no key can stand; quote the text",
    "cannot start any token": "text cannot begin with this character; quote it",
    "undefined alias": "text cannot begin with `*`; quote it",
    "unknown escape": "a backslash in double quotes has a meaning; use single quotes",
    "another document": "a second document begins here; a file has one",
}


class _RefusedError(Exception):
    def __init__(
        self, message: str, place: tuple[int, int], rule: Rule = rules.YAML_PARSES
    ) -> None:
        super().__init__(message)
        self.place, self.rule = place, rule


def read_yaml(text: str, path: str, first_line: int = 1, first_column: int = 1) -> Document:
    """Return the document; what is wrong with it is in its diagnostics, and its data is `None`.

    path: shown in diagnostics. first_line, first_column: where in the file the first line of `text`
    begins, and each line after it.
    """
    builder = _Builder(text, first_line, first_column)
    try:
        _check_depth(text, builder)
        node = yaml.compose(text, Loader=_Loader)
        data = None if node is None else builder.build(node, (), 0)
    except yaml.MarkedYAMLError as error:
        mark = _telling_mark(error, text)
        problem = _plain_problem(str(error.problem or error), text, mark)
        return _broken(path, builder.place(mark), f"the YAML cannot be read: {problem}")
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + first_line
        problem = f"the character #x{error.character:04x} is not allowed"
        return _broken(path, (line, 1), f"the YAML cannot be read: {problem}")
    except _RefusedError as error:
        return _broken(path, error.place, str(error), error.rule)
    return Document(path, data, builder.keys, builder.values, texts=builder.texts)


def _check_depth(text: str, builder: _Builder) -> None:
    """Raise _RefusedError when the text nests too deep; the parser's own recursion would crash."""
    if text.count("[") + text.count("{") < _MANY and not _STEEP.search(text):
        return
    try:
        _measure_depth(text, builder, _Loader)
    except yaml.MarkedYAMLError as error:
        if "nesting depth" not in str(error.problem):
            raise
        # The quick parser has a bound of its own and reads far ahead; the other tells the place.
        _measure_depth(text, builder, yaml.SafeLoader)


def _measure_depth(text: str, builder: _Builder, loader: Any) -> None:
    depth = 0
    for event in yaml.parse(text, Loader=loader):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > _MAX_DEPTH:
            place = builder.place(event.start_mark)
            raise _RefusedError(_TOO_DEEP, place, rules.YAML_STAYS_SMALL)


@dataclass(frozen=True, slots=True)
class _Mark:
    """A position in the text, counted from 0 as the parser's own marks are."""

    line: int
    column: int


def _telling_mark(error: yaml.MarkedYAMLError, text: str) -> Any:
    """Return where the fault is; of what is never closed that is where it opens."""
    lines = text.rstrip().split("\n")
    end = _Mark(len(lines) - 1, len(lines[-1]))
    marks = (error.problem_mark, error.context_mark)
    inside = (m for m in marks if m and (m.line, m.column) < (end.line, end.column))
    opened = _Mark(end.line, end.column - 1) if lines[-1][-1:] in _OPENING else end
    return next(inside, opened)


def _plain_problem(problem: str, text: str, mark: Any) -> str:
    """Return what the parser says, in an author's words."""
    line = text.split("\n")[mark.line]
    if "\t" in line[: mark.column + 1]:
        return "a tab stands here; indent with spaces"
    opening = line[mark.column : mark.column + 1]
    if opening in _OPENING and any(each in problem for each in _UNCLOSED):
        return f"the {_OPENING[opening]} that opens here is never closed"
    if siblings := _siblings(text.split("\n")[: mark.line + 1]):
        return f"the entry is indented {_indent(line)}, its siblings {siblings}"
    return next((words for said, words in _IN_WORDS.items() if said in problem), problem)


def _siblings(lines: list[str]) -> int:
    """Return how far the entries above the last line are indented, 0 when it fits or is none."""
    own = lines[-1]
    if not own.lstrip().startswith("- "):
        return 0
    for line in reversed(lines[:-1]):
        if line.lstrip().startswith("- "):
            missed = abs(_indent(line) - _indent(own))
            return _indent(line) if 0 < missed <= _NEARLY else 0
        if line.strip() and _indent(line) < _indent(own):
            return 0
    return 0


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _broken(
    path: str, place: tuple[int, int], message: str, rule: Rule = rules.YAML_PARSES
) -> Document:
    found = rule.at(path, message, line=place[0], column=place[1])
    return Document(path, None, {}, {}, (found,))


class _Builder:
    """Turns composed nodes into plain values, keeping their positions."""

    def __init__(self, text: str, first_line: int, first_column: int) -> None:
        self.keys: dict[Path, tuple[int, int]] = {}
        self.values: dict[Path, tuple[int, int]] = {}
        self.texts: dict[Path, tuple[int, int]] = {}
        self._lines = text.split("\n")
        self._first = (first_line, first_column)
        self._count = 0

    def build(self, node: Any, path: Path, depth: int) -> Any:
        self._count += 1
        if self._count > _MAX_VALUES or depth > _MAX_DEPTH:
            raise self._too_much(node, path, depth)
        if node.tag not in _PLAIN_TAGS:
            raise self._refused(f"the tag `{node.tag}` is not allowed", node)
        self.values[path] = self.place(node.start_mark)
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, path, depth)
        if isinstance(node, yaml.SequenceNode):
            return [self.build(item, (*path, i), depth + 1) for i, item in enumerate(node.value)]
        if not node.style:
            return self._plain(node)
        self.texts[path] = self._text_place(node)
        return self._text(node)

    def _mapping(self, node: Any, path: Path, depth: int) -> dict[str, Any]:
        result: dict[str, Any] = {}
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                raise self._refused("a key must be plain text", key)
            name = self._text(key)
            if name in result:
                raise self._refused(f'the key "{name}" is written twice', key)
            if name == "<<":
                raise self._refused("merge keys (`<<`) are not allowed", key)
            self.keys[(*path, name)] = self.place(key.start_mark)
            result[name] = self.build(value, (*path, name), depth + 1)
        return result

    def _text(self, node: Any) -> str:
        text: str = node.value
        if stray := stray_character(text):
            message = f"the text holds the character {stray[1]}, which no package can hold"
            place = self.place(node.start_mark)
            raise _RefusedError(message, place, rules.TEXT_IS_PRINTABLE)
        return text

    def _plain(self, node: Any) -> Any:
        value = _scalar(node.value) if len(node.value) <= _LONGEST_NUMBER else node.value
        if _NUMBER.fullmatch(node.value) and (isinstance(value, str) or math.isinf(value)):
            problem = f"the number is too large; it may have {_LONGEST_NUMBER} digits"
            raise self._refused(f"{problem}, and quotation marks make it a text", node)
        return value

    def place(self, mark: Any) -> tuple[int, int]:
        """Return line and column of the file."""
        return (mark.line + self._first[0], mark.column + self._first[1])

    def _text_place(self, node: Any) -> tuple[int, int]:
        line, column = self.place(node.start_mark)
        if node.style in "'\"":
            return (line, column + 1)
        # A block: its text begins on the first line below that is not blank.
        for below in range(node.start_mark.line + 1, min(node.end_mark.line + 1, len(self._lines))):
            if written := self._lines[below].lstrip(" "):
                first = node.value.removeprefix("\n" * (below - node.start_mark.line - 1))
                own = len(first) - len(first.lstrip(" "))
                indent = len(self._lines[below]) - len(written) - own
                return (node.start_mark.line + 1 + self._first[0], indent + self._first[1])
        return (line, column)

    def _refused(self, problem: str, node: Any) -> _RefusedError:
        return _RefusedError(f"the YAML cannot be read: {problem}", self.place(node.start_mark))

    def _too_much(self, node: Any, path: Path, depth: int) -> _RefusedError:
        """Return what is too much, at the last key: an alias leaves no place of its own."""
        above = (path[:length] for length in range(len(path), 0, -1))
        place = next((self.keys[each] for each in above if each in self.keys), None)
        message = _TOO_DEEP if depth > _MAX_DEPTH else _TOO_MUCH
        return _RefusedError(message, place or self.place(node.start_mark), rules.YAML_STAYS_SMALL)


def _scalar(text: str) -> Any:
    if text.lower() in _CONSTANTS and (text in _CONSTANTS or text[1:].islower() or text.isupper()):
        return _CONSTANTS[text.lower()]
    if _INTEGER.fullmatch(text):
        return int(text)
    if _NUMBER.fullmatch(text):
        return float(text)
    return text
