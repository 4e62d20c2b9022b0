"""An OpenACR conformance report (GSA, schema 0.1.0) of what people have signed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from coursewright.audit.criteria import CRITERIA, Criterion
from coursewright.audit.review import Answer
from coursewright.version import __version__

__all__ = ["openacr"]

_CATALOGUE = "2.4-edition-wcag-2.1-en"
_CHAPTERS = {"A": "success_criteria_level_a", "AA": "success_criteria_level_aa"}


def openacr(
    evidence: Mapping[str, Any],
    answers: Mapping[str, Answer],
    product: Mapping[str, str],
    author: Mapping[str, str],
    day: str,
) -> dict[str, Any]:
    """Return the report; every criterion of the levels A and AA has an answer.

    product: name and version. author: name and email. day: of the report, ISO 8601.
    """
    tools = ", ".join(f"{name} {version}" for name, version in evidence["tools"].items())
    pages = len(evidence["pages"])
    return {
        "title": f"{product['name']} Accessibility Conformance Report",
        "product": dict(product),
        "author": dict(author),
        "report_date": day,
        "version": 1,
        "evaluation_methods_used": (
            f"Automatic tests of {pages} pages by coursewright {__version__} ({tools}), and "
            "decisions of the people named in the notes."
        ),
        "catalog": _CATALOGUE,
        "chapters": {
            chapter: {"criteria": [_entry(c, answers[c.number]) for c in CRITERIA if c.level == at]}
            for at, chapter in _CHAPTERS.items()
        },
    }


def _entry(criterion: Criterion, answer: Answer) -> dict[str, Any]:
    notes = f"{answer.remarks} ({answer.by}, {answer.on.isoformat()})".strip()
    adherence = {"level": answer.level, "notes": notes}
    return {"num": criterion.number, "components": [{"name": "web", "adherence": adherence}]}
