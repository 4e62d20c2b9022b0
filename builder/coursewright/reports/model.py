"""What the report page shows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from coursewright.check.alignment import Alignment
from coursewright.result import Packaged, StagedFile
from coursewright_packaging.diagnostic import Diagnostic, Severity

__all__ = ["Report"]


@dataclass(frozen=True, slots=True)
class Report:
    """A finished build for people.

    finished: when, ISO 8601. alignment: one line per outcome. titles: of the items, by id.
    """

    title: str
    version: str
    coursewright: str
    finished: str
    published: bool
    diagnostics: tuple[Diagnostic, ...]
    alignment: tuple[Alignment, ...]
    packaged: tuple[Packaged, ...]
    titles: Mapping[str, str]

    @property
    def counts(self) -> list[tuple[str, int]]:
        """Return how many diagnostics there are of each severity, the gravest first."""
        found = Counter(diagnostic.severity for diagnostic in self.diagnostics)
        return [(each.value, found[each]) for each in Severity if each is not Severity.OFF]

    @property
    def has_site(self) -> bool:
        """Return whether the site was built, so that items can be linked to."""
        return any(each.target == "site" for each in self.packaged)

    @staticmethod
    def shown_files(packaged: Packaged) -> tuple[StagedFile, ...]:
        """Return the files of a target to list: of the site only where it begins."""
        if packaged.target != "site":
            return packaged.files
        return tuple(file for file in packaged.files if file.path == "site/index.html")
