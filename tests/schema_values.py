"""Valid values for every property of a schema, each with a marker that stands nowhere else.

A marker is `MK`, the letters of the property's path and a digit for its place in each list around
it, from 9 downwards: so no marker is the beginning of another. In a bank it begins with `MB`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count
from typing import Any

__all__ = ["ABSENT", "Each", "Maker", "mark"]

Schema = Mapping[str, Any]


class _Absent:
    """Stands for a property that is left out."""


ABSENT = _Absent()


class Each(tuple[Any, ...]):
    """Values by place in the list around them; the last one is that of all further places."""

    __slots__ = ()


def mark(path: str, *places: int) -> str:
    """Return the marker of a property."""
    bank = path.startswith("bank.question.")
    inner = re.sub(r"^(bank\.)?question\.", "", path)
    letters = re.sub(r"[^a-z0-9]", "", re.sub(r"\b([a-z]+)\.\1\b", r"\1", inner))
    return f"M{'B' if bank else 'K'}{letters}{''.join(str(9 - place) for place in places or (0,))}"


@dataclass
class Maker:
    """Makes values of schemas.

    values: by path what a schema cannot tell, as it is, by place, or as a function of the marker;
    `*.key` is for the key of any kind. lengths: of lists that need more than the schema's
    least. names: of mappings whose keys the author chooses.
    """

    values: Mapping[str, Any]
    lengths: Mapping[str, int]
    names: Mapping[str, Sequence[str]]
    _numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def make(self, schema: Schema, path: str, *places: int) -> Any:
        """Return a value for the property at `path`."""
        known = self._known(path)
        if isinstance(known, Each):
            known = known[min(places[-1], len(known) - 1)]
        if callable(known):
            return known(mark(path, *places))
        return self._new(schema, path, *places) if known is None else known

    def questions(self, definitions: Schema, prefix: str) -> Iterator[Any]:
        """Yield a question of every type, and a draw where the schema has one."""
        question = definitions["question"]
        for case in question["allOf"]:
            kind = case["if"]["properties"]["type"]["const"]
            own = {name: question["properties"][name] for name in _properties(case)}
            yield {"type": kind, **self._mapping(own, f"{prefix}question.{kind}")}
        if "draw" in definitions:
            draw = definitions["draw"]["properties"]["draw"]
            yield {"draw": self._mapping(draw["properties"], "quiz.draw")}

    def _known(self, path: str) -> Any:
        kindless = re.sub(r"^bank\.", "", path)
        for name in (path, kindless, f"*.{path.rpartition('.')[2]}"):
            if name in self.values:
                return self.values[name]
        return None

    def _new(self, schema: Schema, path: str, *places: int) -> Any:
        if "oneOf" in schema and "properties" not in schema:
            return self.make(schema["oneOf"][0], path, *places)
        match schema.get("type"):
            case "object":
                return self._object(schema, path, *places)
            case "array":
                return self._list(schema, path, *places)
            case "boolean":
                default = schema.get("default", False)
                return not default if not places or places[-1] == 0 else default
            case "integer":
                return 1000 + next(self._numbers)
            case "number":
                return self._number(schema)
        return self._text(schema, path, *places)

    def _object(self, schema: Schema, path: str, *places: int) -> Any:
        values = schema.get("additionalProperties")
        if not isinstance(values, dict):
            return self._mapping(schema["properties"], path, *places)
        names = self.names[path.removeprefix("bank.")]
        return {n: self.make(values, path, *places, place) for place, n in enumerate(names)}

    def _mapping(self, properties: Schema, path: str, *places: int) -> dict[str, Any]:
        made = {
            name: self.make(each, f"{path}.{name}", *places)
            for name, each in properties.items()
            if name != "type"
        }
        return {name: value for name, value in made.items() if value is not ABSENT}

    def _list(self, schema: Schema, path: str, *places: int) -> list[Any]:
        items = schema["items"]
        length = self.lengths.get(path.removeprefix("bank."), schema.get("minItems", 1))
        kinds = items.get("oneOf", ()) if "properties" not in items else ()
        elements = list(kinds) or [items] * length
        return [self.make(each, path, *places, place) for place, each in enumerate(elements)]

    def _number(self, schema: Schema) -> float:
        most, number = schema.get("maximum"), next(self._numbers)
        if most == 1:
            return round(0.5003 + number / 1000, 4)
        return round((10.1 if most else 200.1) + number, 1)

    def _text(self, schema: Schema, path: str, *places: int) -> str:
        marker = mark(path, *places)
        if choices := schema.get("enum"):
            return next(str(each) for each in reversed(choices) if each != schema.get("default"))
        pattern = schema.get("pattern", "")
        if pattern.startswith("^https?"):
            return f"https://{marker.lower()}.example/page"
        return f"id-{marker[2:]}" if pattern == "^[a-z][a-z0-9-]*$" else marker


def _properties(case: Schema) -> Sequence[str]:
    names: Sequence[str] = case["then"]["propertyNames"]["enum"]
    return names
