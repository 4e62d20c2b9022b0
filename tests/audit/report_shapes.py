"""The written reports of an audit against their schemas."""

from __future__ import annotations

import json
from pathlib import Path

from jsonschema import Draft202012Validator
from lxml import etree

from coursewright_schemas import loader

__all__ = ["misshapen"]

_JUNIT = Path(loader.__file__).with_name("accessibility-junit.rng")
_JSON = {
    "accessibility.json": "accessibility",
    "accessibility.sarif": "accessibility-sarif",
    "accessibility.earl.json": "accessibility-earl",
    "accessibility-spoken.json": "accessibility-spoken",
}


def misshapen(reports: Path) -> list[str]:
    """Return what is not as the schemas have it, in each report of the folder."""
    found = []
    for name, schema in _JSON.items():
        validator = Draft202012Validator(loader.load(schema))
        errors = validator.iter_errors(json.loads((reports / name).read_bytes()))
        found += [f"{name}: {each.json_path}: {each.message}" for each in errors]
    grammar = etree.RelaxNG(etree.parse(str(_JUNIT)))
    grammar.validate(etree.parse(str(reports / "accessibility.xml")))
    return found + [f"accessibility.xml: {each.message}" for each in grammar.error_log]
