"""What a build leaves behind, as values: for the console, the reports and the next build."""

from __future__ import annotations

from dataclasses import dataclass

from coursewright.model.secrets import Leak
from coursewright.targets.base import Loss
from coursewright_packaging.diagnostic import Diagnostic, Severity

__all__ = ["Packaged", "Result", "StagedFile"]


@dataclass(frozen=True, slots=True)
class StagedFile:
    """A finished file. path: relative to `dist/`. members: hashes of an archive's members."""

    path: str
    sha256: str
    size: int
    members: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Packaged:
    """All that one target left behind."""

    target: str
    title: str
    files: tuple[StagedFile, ...]
    losses: tuple[Loss, ...]
    diagnostics: tuple[Diagnostic, ...]
    leaks: tuple[Leak, ...] = ()


@dataclass(frozen=True, slots=True)
class Result:
    """A finished build.

    published: whether `dist/` was replaced. unchanged: whether it was right already. passed: the
    variables that notebooks were given, by name, with digests of their values.
    """

    diagnostics: tuple[Diagnostic, ...]
    packaged: tuple[Packaged, ...]
    published: bool
    unchanged: bool = False
    passed: tuple[tuple[str, str], ...] = ()

    @property
    def failed(self) -> bool:
        """Return whether any diagnostic is an error."""
        return any(d.severity is Severity.ERROR for d in self.diagnostics)
