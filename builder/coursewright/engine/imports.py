"""Keep start-up light."""

from __future__ import annotations

import sys

__all__ = ["light_imports"]

_FOR_FORMATS = ("rfc3987_syntax", "rfc3987", "rfc3986_validator", "isoduration", "webcolors")


def light_imports() -> None:
    """Keep out what jsonschema would import for format checks, which no schema here uses.

    `rfc3987_syntax`, which nbgrader brings in, alone costs three seconds: it builds a grammar.
    jsonschema does without what is missing. Call before jsonschema or nbformat.
    """
    for name in _FOR_FORMATS:
        sys.modules.setdefault(name, None)  # type: ignore[arg-type]
