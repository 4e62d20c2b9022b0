"""The dates of one term, laid over the items."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from coursewright.load import rules
from coursewright.load.files import Folder
from coursewright.load.reading import Entry, read_settings
from coursewright.model.course import Course, Module, Term
from coursewright.model.items import Dates
from coursewright.model.source import Source
from coursewright_packaging.diagnostic import Diagnostic, Rule

__all__ = ["apply_term"]


def apply_term(
    course: Course,
    tree: Folder,
    term: str | None,
    unread: frozenset[str],
    found: list[Diagnostic],
) -> Course:
    """Return the course with the term's dates; every file in `terms/` is checked.

    unread: kinds of things of which some could not be read, so that any id may be one of theirs.
    """
    entries = (read_settings(file, "term", found) for file in tree.sheets("terms"))
    calendars = {entry.file.stem: _Calendar(entry, found) for entry in entries if entry}
    for calendar in calendars.values():
        calendar.check_names(course, unread)
    if not term:
        return course
    if term not in calendars:
        known = ", ".join(sorted(calendars)) or "none"
        message = f"no file in terms/ is called {term}.yaml; there are: {known}"
        found.append(rules.TERM_EXISTS.at("terms", message))
        return course
    return calendars[term].laid_over(course, term)


class _Calendar:
    """The dates of one file; reading them reports the impossible ones."""

    def __init__(self, entry: Entry, found: list[Diagnostic]) -> None:
        self._entry = entry
        self._found = found
        self._zone = self._read_zone()
        data = entry.data
        self.items = {n: self._dates("items", n) for n in data.get("items", {})}
        self.modules = {n: self._moment("modules", n, "unlock") for n in data.get("modules", {})}
        self._start, self._end = self._moment("start"), self._moment("end")

    def check_names(self, course: Course, unread: frozenset[str]) -> None:
        items = {item.id for item in course.items()}
        modules = {module.id for module in course.modules}
        for kind, known, written in (
            ("items", items, self.items),
            ("modules", modules, self.modules),
        ):
            for name in written:
                if name not in known and kind.removesuffix("s") not in unread:
                    self._unknown(kind, name, known)

    def _unknown(self, kind: str, name: str, known: set[str]) -> None:
        near = difflib.get_close_matches(name, known, n=1)
        hint = f'did you mean "{near[0]}"?' if near else ""
        message = f'no {kind[:-1]} has the id "{name}"'
        self._report(rules.KEY_IS_KNOWN, message, (kind, name), hint=hint)

    def laid_over(self, course: Course, name: str) -> Course:
        data = self._entry.data
        term = Term(name, data.get("title", name), data["timezone"], self._start, self._end)
        modules = tuple(self._module(module) for module in course.modules)
        return replace(course, term=term, modules=modules)

    def _module(self, module: Module[Source]) -> Module[Source]:
        dated = tuple(
            replace(item, dates=self.items[item.id]) if item.id in self.items else item
            for item in module.items
        )
        return replace(module, items=dated, unlock=self.modules.get(module.id))

    def _read_zone(self) -> ZoneInfo | None:
        name = self._entry.data["timezone"]
        try:
            return ZoneInfo(name)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            message = f'"{name}" is no IANA time zone'
            self._report(rules.MOMENT_EXISTS, message, ("timezone",))
            return None

    def _dates(self, *path: str) -> Dates:
        moments = {key: self._moment(*path, key) for key in ("unlock", "due", "lock")}
        ordered = [m for m in moments.values() if m is not None]
        if ordered != sorted(ordered):
            message = "unlock, due and lock must follow each other in this order"
            self._report(rules.MOMENT_EXISTS, message, path)
        return Dates(**moments)

    def _moment(self, *path: str) -> datetime | None:
        value: Any = self._entry.data
        for part in path:
            value = value.get(part) if isinstance(value, Mapping) else None
        if value is None or self._zone is None:
            return None
        try:
            naive = datetime.fromisoformat(str(value))
        except ValueError:
            self._report(rules.MOMENT_EXISTS, f'"{value}" is no date and time', path)
            return None
        moment = naive if naive.tzinfo else naive.replace(tzinfo=self._zone)
        back = moment.astimezone(UTC).astimezone(moment.tzinfo).replace(tzinfo=None)
        if back != moment.replace(tzinfo=None):
            message = f'"{value}" does not exist in {self._zone}: clocks are put forward over it'
            self._report(rules.MOMENT_EXISTS, message, path)
            return None
        return moment

    def _report(self, rule: Rule, message: str, path: tuple[str, ...], hint: str = "") -> None:
        line, column = self._entry.document.at(path)
        file = self._entry.file.path
        self._found.append(rule.at(file, message, line=line, column=column, hint=hint))
