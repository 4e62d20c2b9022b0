"""Keep start-up light."""

from __future__ import annotations

import sys

__all__ = ["light_imports"]


def light_imports() -> None:
    """Keep `rfc3987_syntax` out, whose grammar costs three seconds at import.

    nbgrader brings it in; jsonschema tries to import it and does without when it is missing, losing
    only the `iri` format checks, which no schema here uses. Call before jsonschema or nbformat.
    """
    sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]
