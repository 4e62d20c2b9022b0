"""docs/course-format.md is complete and true: its examples are a course, its tables the schemas."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from courses import documented_course, run
from coursewright_schemas import loader

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "course-format.md"
TABLE = re.compile(r"<!-- keys: (\w+) -->\n(.*?)<!-- end -->", re.S)
SHARED = tuple(loader.load("lesson")["properties"])


def test_the_examples_are_a_course_without_a_mistake(tmp_path: Path) -> None:
    documented_course(tmp_path / "content")
    done = run("build", "all", "--term", "spring", "--quiet", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""


def test_every_key_stands_in_its_table_as_the_schema_has_it(regen: bool) -> None:
    text = PAGE.read_text("utf-8")
    made = TABLE.sub(lambda m: f"<!-- keys: {m[1]} -->\n{_table(m[1])}<!-- end -->", text)
    if regen:
        PAGE.write_text(made, "utf-8")
        text = made
    assert text == made
    assert {match[1] for match in TABLE.finditer(text)} == set(loader.names())


@pytest.mark.parametrize("name", loader.names())
def test_every_property_says_what_it_means(name: str) -> None:
    for key, schema in _keys(loader.load(name), loader.load(name), ""):
        assert schema.get("description"), key


def _table(name: str) -> str:
    schema = loader.load(name)
    keys = list(_keys(schema, schema, ""))
    if name not in ("lesson", "notebook"):
        keys = [(k, each) for k, each in keys if name in _WITH_OWN or k.split(".")[0] not in SHARED]
    if name == "notebook":
        return _NOTEBOOK
    rows = "".join(f"| `{key}` | {_kind(each)} | {_meaning(each)} |\n" for key, each in keys)
    return f"\n| Key of `{name}` | Value | Meaning |\n|---|---|---|\n{rows}\n"


_NOTEBOOK = """
A notebook's metadata takes the keys that every item has, and `execute`: with `false`, its page
shows the outputs that are stored in it. Default: `true`.

"""
_WITH_OWN = ("course", "module", "rubric", "bank", "term", "outcomes", "heading")


def _keys(
    schema: Mapping[str, Any], root: Mapping[str, Any], prefix: str
) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Yield every key below a schema, `a.b` in mappings, `a[].b` in lists, each once."""
    seen: set[str] = set()
    for key, value in _properties(schema, root):
        if key not in seen:
            seen.add(key)
            yield f"{prefix}{key}", value
            for inner, suffix in _inner(value, root):
                yield from _keys(inner, root, f"{prefix}{key}{suffix}.")


def _properties(
    schema: Mapping[str, Any], root: Mapping[str, Any]
) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for key, value in schema.get("properties", {}).items():
        yield key, _resolved(value, root)
    for part in schema.get("allOf", ()):
        yield from _properties(part.get("then", {}), root)


def _inner(
    value: Mapping[str, Any], root: Mapping[str, Any]
) -> Iterator[tuple[Mapping[str, Any], str]]:
    shapes = [value, *(_resolved(each, root) for each in value.get("oneOf", ()))]
    for shape in shapes:
        if shape.get("type") == "object" or "properties" in shape:
            yield shape, ""
            extra = shape.get("additionalProperties")
            if isinstance(extra, Mapping):
                yield from _inner_of_named(_resolved(extra, root), root)
        elif shape.get("type") == "array" and isinstance(shape.get("items"), Mapping):
            for each in _alternatives(_resolved(shape["items"], root), root):
                yield each, "[]"


def _inner_of_named(
    value: Mapping[str, Any], root: Mapping[str, Any]
) -> Iterator[tuple[Mapping[str, Any], str]]:
    for each, suffix in _inner({"type": "array", "items": value}, root):
        yield each, suffix.replace("[]", ".NAME")
    if value.get("type") == "array":
        for each, suffix in _inner(value, root):
            yield each, f".NAME{suffix}"


def _alternatives(value: Mapping[str, Any], root: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    yield value
    others = [value[key] for key in ("then", "else") if key in value]
    for each in (*value.get("oneOf", ()), *value.get("anyOf", ()), *others):
        yield _resolved(each, root)


def _resolved(value: Mapping[str, Any], root: Mapping[str, Any]) -> Mapping[str, Any]:
    if "$ref" not in value:
        return value
    found: Any = root
    for part in value["$ref"].removeprefix("#/").split("/"):
        found = found[part]
    return {**found, **{k: v for k, v in value.items() if k != "$ref"}}


def _kind(value: Mapping[str, Any]) -> str:
    if "enum" in value:
        return ", ".join(f"`{each}`" for each in value["enum"])
    if "oneOf" in value:
        return " or ".join(dict.fromkeys(_kind(each) for each in value["oneOf"]))
    kinds = value.get("type", "mapping")
    named = kinds if isinstance(kinds, list) else [kinds]
    words = {"string": "text", "array": "list", "object": "mapping", "boolean": "true or false"}
    return " or ".join(words.get(kind, kind) for kind in named)


def _meaning(value: Mapping[str, Any]) -> str:
    text = str(value.get("description", "")).replace("|", "\\|")
    if "default" in value:
        default = value["default"]
        shown = str(default).lower() if isinstance(default, bool) else default
        text += f" Default: `{shown}`."
    return text
