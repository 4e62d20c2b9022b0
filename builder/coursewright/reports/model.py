"""What the report page shows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from coursewright.check.alignment import Alignment
from coursewright.execute.outcome import Outcome
from coursewright.prove.model import Proved
from coursewright.result import Packaged, StagedFile
from coursewright.targets.base import Loss
from coursewright_packaging.diagnostic import Diagnostic, Severity

__all__ = ["Report"]

_PAGES = PurePosixPath("site/items")


@dataclass(frozen=True, slots=True)
class Report:
    """A finished build for people.

    finished: when, ISO 8601. audit: whether the site was to be audited. alignment: one line per
    outcome. notebooks: how each went. labs: how each was proved. titles: of the items, by id.
    """

    title: str
    version: str
    coursewright: str
    finished: str
    published: bool
    audit: bool
    diagnostics: tuple[Diagnostic, ...]
    alignment: tuple[Alignment, ...]
    packaged: tuple[Packaged, ...]
    notebooks: tuple[Outcome, ...]
    labs: tuple[Proved, ...]
    titles: Mapping[str, str]

    @property
    def counts(self) -> list[tuple[str, int]]:
        """Return how many diagnostics there are of each severity, the gravest first."""
        found = Counter(diagnostic.severity for diagnostic in self.diagnostics)
        return [(each.value, found[each]) for each in Severity if each is not Severity.OFF]

    @property
    def pages(self) -> frozenset[str]:
        """Return the ids of the items that have a page in the site, if it was built."""
        paths = (PurePosixPath(file.path) for each in self.packaged for file in each.files)
        return frozenset(path.stem for path in paths if path.parent == _PAGES)

    @staticmethod
    def grouped_losses(packaged: Packaged) -> list[tuple[Loss, tuple[str, ...]]]:
        """Return each different loss of a target once, with the ids of the items that it hits."""
        hit: dict[Loss, dict[str, None]] = {}
        for loss in packaged.losses:
            hit.setdefault(replace(loss, item=""), {}).update(
                {loss.item: None} if loss.item else {}
            )
        return [(loss, tuple(names)) for loss, names in hit.items()]

    @staticmethod
    def shown_files(packaged: Packaged) -> tuple[StagedFile, ...]:
        """Return the files of a target to list: of the site only where it begins."""
        if packaged.target != "site":
            return packaged.files
        return tuple(file for file in packaged.files if file.path == "site/index.html")
