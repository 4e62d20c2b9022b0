"""What pages may write so that every platform accepts it: ADL's data model and Moodle's."""

from __future__ import annotations

import re

from scorm2004_platform import Call

__all__ = ["check", "once_each"]

# scorm-again accepts more than this.
_SHORT = r"[\w.]{1,250}"
_NUMBER = r"-?\d{1,5}(\.\d+)?"
_GRAMMAR = {
    r"cmi\.session_time": r"PT\d+S",
    r"cmi\.location": r".{0,1000}",
    r"cmi\.suspend_data": r".{0,64000}",
    r"cmi\.exit": r"suspend|normal",
    r"cmi\.completion_status": r"completed|incomplete",
    r"cmi\.success_status": r"passed|failed",
    r"cmi\.progress_measure": r"0(\.\d+)?|1(\.0+)?",
    r"cmi\.score\.scaled": r"-?0(\.\d+)?|-?1(\.0+)?",
    r"cmi\.score\.(raw|min|max)": _NUMBER,
    r"cmi\.interactions\.\d+\.id": r"\S{1,4000}",
    r"cmi\.interactions\.\d+\.type": r"true-false|choice|fill-in|long-fill-in|matching|sequencing"
    r"|numeric",
    r"cmi\.interactions\.\d+\.timestamp": r"20[0-3]\d-\d\d-\d\dT\d\d:\d\d:\d\d",
    r"cmi\.interactions\.\d+\.weighting": _NUMBER,
    r"cmi\.interactions\.\d+\.result": rf"correct|incorrect|neutral|{_NUMBER}",
    r"cmi\.interactions\.\d+\.description": r".{0,250}",
    r"adl\.nav\.request": r"continue|suspendAll|\{target=[\w-]+\}choice",
}
_RESPONSES = {
    "true-false": r"true|false",
    "choice": rf"{_SHORT}(\[,\]{_SHORT}){{0,35}}",
    "fill-in": r"[^\[\]]{0,250}(\[,\][^\[\]]{0,250}){0,9}",
    "long-fill-in": r".{0,4000}",
    "matching": rf"{_SHORT}\[\.\]{_SHORT}(\[,\]{_SHORT}\[\.\]{_SHORT}){{0,35}}",
    "sequencing": rf"{_SHORT}(\[,\]{_SHORT}){{0,35}}",
    "numeric": r"-?\d+(\.\d+)?",
}
_PATTERNS = _RESPONSES | {
    "fill-in": r"(\{case_matters=(true|false)\})?(\{order_matters=true\})?" + _RESPONSES["fill-in"],
    "numeric": rf"({_NUMBER})?\[:\]({_NUMBER})?",
}


def check(calls: tuple[Call, ...]) -> None:
    """Assert that calls come in order, succeed, and write only what every platform accepts."""
    for each in calls:
        # 403: nothing has been stored under this name yet.
        assert each.error in (("0", "403") if each.name == "GetValue" else ("0",)), each
        if each.name != "GetValue":
            assert each.value == "true", each
    types: dict[str, str] = {}
    for name, value in (each.given for each in calls if each.name == "SetValue"):
        number = name.rpartition("interactions.")[2].partition(".")[0]
        if name.endswith(".type"):
            types[number] = value
        if name.endswith((".learner_response", ".pattern")):
            forms = _RESPONSES if name.endswith("response") else _PATTERNS
            assert re.fullmatch(forms[types[number]], value), (name, value)
        else:
            form = next(form for key, form in _GRAMMAR.items() if re.fullmatch(key, name))
            assert re.fullmatch(form, value), (name, value)


def once_each(calls: tuple[Call, ...], item: str) -> list[str]:
    """Return the names of an item's calls, which must be one session from start to end."""
    names = [each.name for each in calls if each.item == item]
    assert names[0] == "Initialize"
    assert names[-1] == "Terminate"
    assert names.count("Initialize") == names.count("Terminate") == 1
    return names
