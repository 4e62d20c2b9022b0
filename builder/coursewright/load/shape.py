"""Hold a document against its JSON Schema; each fault becomes one diagnostic with its place."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from typing import Any

from coursewright.engine.imports import light_imports
from coursewright.load import rules
from coursewright.load.document import Document, Path
from coursewright_packaging.diagnostic import Diagnostic, Rule
from coursewright_schemas.loader import load

__all__ = ["check_shape", "shown"]

_PATTERNS = {
    "^[a-z][a-z0-9-]*$": "small letters, digits and hyphens, beginning with a letter",
    "^[0-9]{4}-[0-9]{2}-[0-9]{2}$": "a date such as 2027-03-01",
    "^[A-Za-z]{2,3}(-[A-Za-z0-9]+)*$": "a language tag such as en or pt-BR",
    "^[a-z0-9]{1,4}$": "one to four small letters and digits",
    "^[A-Z_][A-Z0-9_]*$": "the name of a variable: capital letters, digits and underscores",
    "^https?://": "an address that begins with https:// or http://",
    "^https?://[^/?#@]+(/|$)": (
        "an address that begins with https:// or http:// and holds no name or password"
    ),
}
_NAMES = {
    "string": "text",
    "integer": "a whole number",
    "number": "a number",
    "boolean": "true or false",
    "array": "a list",
    "object": "a mapping of keys",
    "null": "nothing",
}


def check_shape(document: Document, schema: str) -> tuple[Diagnostic, ...]:
    """Return what the document has that the schema does not allow."""
    if document.data == {} and not load(schema).get("required"):
        return ()  # most lessons; and the validator's library is heavy
    errors = _validator(schema).iter_errors(document.data)
    found = {each for error in errors for each in _diagnostics(document, error)}
    ordered = sorted(found, key=lambda diagnostic: diagnostic.order)
    # A key that is known nowhere does not belong to the type either; the last says the more.
    keys = {(d.line, d.column): d for d in ordered if d.rule == rules.KEY_IS_KNOWN.id}
    return tuple(d for d in ordered if d.rule != rules.KEY_IS_KNOWN.id or d in keys.values())


@cache
def _validator(schema: str) -> Any:
    light_imports()
    from jsonschema import Draft202012Validator
    from jsonschema.validators import extend

    dispatching: Any = extend(Draft202012Validator, {"allOf": _all_of})  # type: ignore[no-untyped-call]
    return dispatching(load(schema))


def _all_of(validator: Any, schemas: Any, instance: Any, _schema: Any) -> Iterator[Any]:
    """Yield what `allOf` finds; alternatives for another `type` are passed over unread."""
    given = instance.get("type") if isinstance(instance, Mapping) else None
    for index, schema in enumerate(schemas):
        if _wanted_type(schema) in (None, given):
            yield from validator.descend(instance, schema, schema_path=index)


def _wanted_type(schema: Mapping[str, Any]) -> str | None:
    condition = schema.get("if", {}).get("properties", {}).get("type", {})
    wanted: str | None = condition.get("const")
    return wanted


def _diagnostics(document: Document, error: Any) -> Iterator[Diagnostic]:
    path: Path = tuple(error.absolute_path)
    if error.validator == "additionalProperties":
        yield from _unknown_keys(document, error, path)
    elif error.validator == "required":
        yield from _missing_keys(document, error, path)
    elif error.validator == "oneOf":
        yield from _alternatives(document, error, path)
    elif "propertyNames" in error.absolute_schema_path:
        yield _foreign_key(document, error, path)
    elif error.validator == "if" and error.context:
        for inner in error.context:
            yield from _diagnostics(document, inner)
    else:
        yield _at(document, path, f"{_label(path)} {_problem(error)}")


def _unknown_keys(document: Document, error: Any, path: Path) -> Iterator[Diagnostic]:
    known = error.schema.get("properties", {})
    for key in sorted(set(error.instance) - set(known)):
        line, column = document.at((*path, key), key=True)
        hint = _meant(key, known)
        message = f'the key "{key}" is not known here'
        yield rules.KEY_IS_KNOWN.at(document.path, message, line=line, column=column, hint=hint)


def _meant(key: str, known: Iterable[str]) -> str:
    """Return which key was probably meant, or those that are allowed."""
    names = sorted(known)
    near = difflib.get_close_matches(key, names, n=1)
    # `shufle` is near `shuffle_options`, of which it is only the beginning.
    begun = [name for name in names if difflib.get_close_matches(key, [name[: len(key) + 1]])]
    meant = next(iter([*near, *begun]), "")
    return f'did you mean "{meant}"?' if meant else f"allowed are {', '.join(names)}"


def _foreign_key(document: Document, error: Any, path: Path) -> Diagnostic:
    """Return what is wrong with a key that only another `type` of the same mapping has."""
    line, column = document.at((*path, error.instance), key=True)
    message = f'the key "{error.instance}" does not belong to this type'
    hint = f"allowed are {', '.join(sorted(error.validator_value))}"
    return rules.KEY_IS_KNOWN.at(document.path, message, line=line, column=column, hint=hint)


def _missing_keys(document: Document, error: Any, path: Path) -> Iterator[Diagnostic]:
    line, column = document.at(path)
    for key in error.validator_value:
        if key not in error.instance:
            message = f'the key "{key}" is missing{_in(path)}'
            yield rules.KEY_IS_PRESENT.at(document.path, message, line=line, column=column)


def _alternatives(document: Document, error: Any, path: Path) -> Iterator[Diagnostic]:
    if all(set(schema) == {"required"} for schema in error.validator_value):
        if isinstance(error.instance, Mapping):  # of what is none, the type tells
            yield _one_of_keys(document, error, path)
        return
    # Of several allowed shapes, only the one whose type fits tells anything useful.
    unfit = {inner.schema_path[0] for inner in error.context if inner.validator == "type"}
    close = [inner for inner in error.context if inner.schema_path[0] not in unfit]
    if isinstance(error.instance, (Mapping, list)) and close:
        for inner in close:
            yield from _diagnostics(document, inner)
        return
    yield _at(
        document,
        path,
        f"{_label(path)} must be {_allowed(error.validator_value)}, not {shown(error.instance)}",
    )


def _one_of_keys(document: Document, error: Any, path: Path) -> Diagnostic:
    """Return what is wrong where one of several keys is wanted, and none or more are written."""
    keys = [key for schema in error.validator_value for key in schema["required"]]
    named = " or ".join(f'"{key}"' for key in keys)
    written = [key for key in keys if key in error.instance]
    if not written:
        return _at(document, path, f"{_label(path)} needs the key {named}", rules.KEY_IS_PRESENT)
    line, column = document.at((*path, written[-1]), key=True)
    message = f"{_label(path)} takes the key {named}, not both"
    hint = f"keep {named}, and take the other away"
    return rules.VALUE_FITS.at(document.path, message, line=line, column=column, hint=hint)


def _allowed(schemas: list[Mapping[str, Any]]) -> str:
    return " or ".join(dict.fromkeys(_describe(schema) for schema in schemas))


def _describe(schema: Mapping[str, Any]) -> str:
    if "enum" in schema:
        return "one of " + ", ".join(str(value) for value in schema["enum"])
    if "const" in schema:
        return f'"{schema["const"]}"'
    kind = schema.get("type", "")
    return " or ".join(_NAMES[name] for name in ([kind] if isinstance(kind, str) else kind) if name)


def _problem(error: Any) -> str:
    """Return what is wrong, in words that follow the name of the value."""
    # Where the name of a secret belongs, the secret itself may stand.
    value = "…" if error.schema.get("writeOnly") else error.instance
    limit = error.validator_value
    words = _WORDS.get(error.validator)
    return words(value, limit) if words else f"cannot be {shown(value)}"


def _not_one_of(value: Any, limit: list[Any]) -> str:
    known = [str(each) for each in limit]
    near = difflib.get_close_matches(str(value), known, n=1)
    guess = f' (did you mean "{near[0]}"?)' if near else ""
    return f"must be one of {', '.join(known)}, not {shown(value)}{guess}"


def _too_few(value: Any, limit: int) -> str:
    return f"needs at least {limit} entr{'y' if limit == 1 else 'ies'} (got {len(value)})"


def _unlike(value: Any, limit: str) -> str:
    return f"must be {_PATTERNS.get(limit, f'text that matches {limit}')}, not {shown(value)}"


# By keyword of JSON Schema; the value, then what the keyword allows.
_WORDS: Mapping[str, Callable[[Any, Any], str]] = {
    "type": lambda value, limit: f"must be {_describe({'type': limit})}, not {shown(value)}",
    "enum": _not_one_of,
    "const": lambda value, limit: f'must be "{limit}", not {shown(value)}',
    "minimum": lambda value, limit: f"must be at least {limit} (got {value})",
    "maximum": lambda value, limit: f"must be at most {limit} (got {value})",
    "minItems": _too_few,
    "minProperties": _too_few,
    "maxItems": lambda value, limit: f"may have at most {limit} entries (got {len(value)})",
    "minLength": lambda _value, _limit: "must not be empty",
    "maxLength": lambda value, limit: f"may have at most {limit} letters (got {len(value)})",
    "pattern": _unlike,
}


def shown(value: object) -> str:
    """Return a value of a settings file as its author would write or call it."""
    if isinstance(value, str):
        return f'"{value[:40]}"'
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Mapping):
        return "a mapping of keys"
    if isinstance(value, list):
        return "a list"
    return "nothing" if value is None else str(value)


def _label(path: Path) -> str:
    names = [part for part in path if isinstance(part, str)]
    return f'"{names[-1]}"' if names else "the file"


def _in(path: Path) -> str:
    return f" in {_label(path)}" if path else ""


def _at(document: Document, path: Path, message: str, rule: Rule = rules.VALUE_FITS) -> Diagnostic:
    line, column = document.at(path)
    found = rule.at(document.path, message, line=line, column=column)
    # The message says what is allowed; the rule's own advice would add nothing.
    return replace(found, hint="") if rule is rules.VALUE_FITS else found
