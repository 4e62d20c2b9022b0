"""What pages may call. `platform/grammar.js` judges the values, between page and platform."""

from __future__ import annotations

from scorm2004_platform import Call

__all__ = ["check", "once_each"]

_READS = ("GetValue", "LMSGetValue")


def check(calls: tuple[Call, ...]) -> None:
    """Assert that every call succeeds, so that each value is what every platform accepts."""
    for each in calls:
        # 403: nothing has been stored under this name yet.
        assert each.error in (("0", "403") if each.name in _READS else ("0",)), each
        if each.name not in _READS:
            assert each.value == "true", each


def once_each(calls: tuple[Call, ...], item: str) -> list[str]:
    """Return the names of an item's calls, which must be one session from start to end."""
    names = [each.name for each in calls if each.item == item]
    assert names[0] == "Initialize"
    assert names[-1] == "Terminate"
    assert names.count("Initialize") == names.count("Terminate") == 1
    return names
