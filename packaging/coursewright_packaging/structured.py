"""JSON and YAML that strangers wrote: loaded, or told what is wrong with it."""

from __future__ import annotations

import json
from typing import Any

__all__ = ["Unreadable", "load_json", "load_yaml"]

_DEEPEST = 100
# What the loader's constructors stumble over when a text does not fit its tag: `!!timestamp x`.
_MISTAGGED = (ValueError, AttributeError, LookupError, TypeError)


class Unreadable(Exception):
    """The bytes hold no JSON or YAML that can be read; the text says why."""


def load_json(data: bytes) -> Any:
    """Return what the JSON holds. Raises Unreadable."""
    try:
        return json.loads(data)
    except RecursionError as error:
        raise Unreadable("it is nested too deeply") from error
    except ValueError as error:
        raise Unreadable(f"it is no JSON ({error})") from error


def load_yaml(data: bytes) -> Any:
    """Return what the YAML holds. Raises Unreadable."""
    import yaml

    # libyaml's loader is as safe and far faster, but crashes on deep nesting.
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    text = data.decode("utf-8", "replace")
    try:
        if _could_be_deep(data) and _depth(text) > _DEEPEST:
            raise Unreadable("it is nested too deeply")
        return yaml.load(text, Loader=loader)
    except (yaml.YAMLError, RecursionError, *_MISTAGGED) as error:
        raise Unreadable(f"it is no YAML ({str(error)[:200]})") from error


def _could_be_deep(data: bytes) -> bool:
    """Return whether indentation, dashes and brackets could nest more than allowed."""
    brackets = data.count(b"[") + data.count(b"{")
    lines = data.splitlines()
    by_line = (len(line) - len(line.lstrip()) + _indicators(line) for line in lines)
    return brackets + max(by_line, default=0) > _DEEPEST


def _indicators(line: bytes) -> int:
    return line.count(b"-") + line.count(b"?") + line.count(b":")


def _depth(text: str) -> int:
    import yaml

    deepest = depth = 0
    for event in yaml.parse(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
        if isinstance(event, (yaml.SequenceStartEvent, yaml.MappingStartEvent)):
            depth += 1
            deepest = max(deepest, depth)
            if deepest > _DEEPEST:
                break
        elif isinstance(event, (yaml.SequenceEndEvent, yaml.MappingEndEvent)):
            depth -= 1
    return deepest
