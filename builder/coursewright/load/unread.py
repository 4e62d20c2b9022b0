"""Which kinds of things could not all be read, so that nobody knows which of their ids exist."""

from __future__ import annotations

from collections.abc import Iterable

from coursewright.load import rules
from coursewright_packaging.diagnostic import Diagnostic

__all__ = ["unread_kinds"]

# After each of these the file is left out.
_LEAVING_OUT = frozenset(
    rule.id
    for rule in (
        rules.FILE_NAME_IS_PLAIN,
        rules.FILE_STAYS_IN_COURSE,
        rules.KEY_IS_KNOWN,
        rules.KEY_IS_PRESENT,
        rules.NOTEBOOK_PARSES,
        rules.TEXT_IS_NOT_HUGE,
        rules.TEXT_IS_UTF8,
        rules.VALUE_FITS,
        rules.YAML_PARSES,
        rules.YAML_STAYS_SMALL,
    )
)
_IN_FOLDERS = {"rubrics": "rubric", "banks": "bank", "terms": "term"}
_BY_STEM = {"course": "fact", "outcomes": "outcome", "module": "module"}


def unread_kinds(found: Iterable[Diagnostic]) -> frozenset[str]:
    """Return the kinds, in the words of `reference-exists`, of the files that were left out."""
    kinds = {_kind(each.path) for each in found if each.rule in _LEAVING_OUT}
    # An item's default id begins with its module's.
    return frozenset(kinds | {"item"} if "module" in kinds else kinds)


def _kind(path: str) -> str:
    *folders, name = path.split("/")
    if folders and folders[0] in _IN_FOLDERS:
        return _IN_FOLDERS[folders[0]]
    return _BY_STEM.get(name.rpartition(".")[0], "item")
