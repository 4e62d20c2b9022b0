"""Read any finished package from disk, recognise its kind, and apply that format's rules."""

from __future__ import annotations

import stat
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from importlib import import_module
from itertools import islice
from pathlib import Path
from typing import Protocol, cast

from lxml import etree

from coursewright_packaging import reading
from coursewright_packaging.diagnostic import Diagnostic, Rule, Severity
from coursewright_packaging.xml import local, parse

__all__ = ["RULES", "Verified", "every_rule", "formats", "verify_file"]

KNOWN_KIND = Rule(
    "package-kind-is-known",
    Severity.ERROR,
    "The file is a package of a kind that can be verified.",
    "An unknown package cannot be judged.",
    "Pass a SCORM, Common Cartridge, Canvas, Blackboard, QTI or Coursera package, or a bundle.",
)
RULES = (*reading.RULES, KNOWN_KIND)

# Order matters: a Canvas export is a Common Cartridge too, so the more special format comes first.
_FORMATS = (
    "scorm2004.verify",
    "scorm12.verify",
    "canvas.verify",
    "commoncartridge.verify",
    "blackboard.verify_building_block",
    "blackboard.verify_course",
    "coursera.verify",
    "coursera.verify_image",
    "qti.verify",
    "instructor.verify",
    "runtimebundle.verify",
)
_MANIFEST = "imsmanifest.xml"
# What else people upload to learning platforms, by a member that it alone has.
_OTHERS = {
    "cmi5.xml": "a cmi5 course",
    "tincan.xml": "an xAPI (Tin Can) activity",
    "h5p.json": "an H5P package",
    "moodle_backup.xml": "a Moodle backup",
    "META-INF/container.xml": "an EPUB book",
    "WEB-INF/web.xml": "a web application without WEB-INF/bb-manifest.xml",
}
_MAX_TEXT = 4 << 20  # bytes; 500 questions of Original, each longer than any page
_MOST_OF_A_RULE, _MOST = 200, 20_000
_TEXT_FORMATS = ("blackboard.verify_text",)


class Format(Protocol):
    """What the `verify` module of a format offers. KIND: its name for people."""

    KIND: str
    RULES: tuple[Rule, ...]

    def recognise(self, names: frozenset[str], read: Callable[[str], bytes]) -> bool:
        """Return whether an archive with these members is of this kind."""

    def verify(
        self, names: tuple[str, ...], read: Callable[[str], bytes], path: str
    ) -> Iterator[Diagnostic]:
        """Yield what is wrong; `names` in archive order, `path` as shown to people."""


@dataclass(frozen=True, slots=True)
class Verified:
    """What a package is and what is wrong with it. kind: empty when it is not known."""

    path: str
    kind: str
    diagnostics: tuple[Diagnostic, ...]


def formats() -> Iterator[Format]:
    """Yield the archive formats, the more special first."""
    for name in _FORMATS:
        yield cast(Format, import_module(f"coursewright_packaging.{name}"))


def every_rule() -> Iterator[Rule]:
    """Yield the rules of all formats; formats may have some in common."""
    yield from RULES
    for kind in formats():
        yield from kind.RULES
    for name in _TEXT_FORMATS:
        yield from import_module(f"coursewright_packaging.{name}").RULES


def verify_file(path: Path, shown: str, *, checksums: bool = True) -> Verified:
    """Verify one file.

    shown: how the file is called in diagnostics. checksums: also unpack every member.
    Raises OSError when the file cannot be read.
    """
    if path.suffix == ".txt":
        return _verify_text(path, shown)
    archive = reading.zip_file(path)
    if isinstance(archive, str):
        return Verified(shown, "", (reading.OPENS.at(shown, archive),))
    with archive:
        reader, found = reading.open_archive(archive, shown, checksums=checksums)
        if found:
            return Verified(shown, "", found)
        return _verify_members(reader, shown)


def _verify_members(reader: reading.Reader, shown: str) -> Verified:
    kind = ""
    found: list[Diagnostic] = []
    try:
        format_ = _format(reader)
        if format_ is None:
            return Verified(shown, "", (_unknown(reader, shown),))
        kind = format_.KIND
        found += _bounded(format_.verify(reader.names, reader.read, shown), shown)
    except reading.TooLarge as error:
        found.append(reading.BOUNDED.at(shown, str(error), member=error.name))
    return Verified(shown, kind, tuple(sorted(found, key=lambda each: each.order)))


def _format(reader: reading.Reader) -> Format | None:
    names = frozenset(reader.names)
    return next((each for each in formats() if each.recognise(names, reader.read)), None)


def _bounded(diagnostics: Iterable[Diagnostic], shown: str) -> Iterator[Diagnostic]:
    """Yield at most 200 violations of each rule, then how many more were found; stop at 20,000."""
    counts: Counter[str] = Counter()
    last: dict[str, Diagnostic] = {}
    for each in islice(diagnostics, _MOST):
        counts[each.rule] += 1
        if counts[each.rule] <= _MOST_OF_A_RULE:
            yield each
        else:
            last[each.rule] = each
    whole = counts.total() < _MOST
    for rule, each in last.items():
        more = counts[rule] - _MOST_OF_A_RULE
        message = f"{more} more violations of this rule are not listed"
        if not whole:
            message = f"{message}, and the rest of the package was not looked at"
        yield replace(each, path=shown, member="", line=0, column=0, message=message)


def _unknown(reader: reading.Reader, shown: str) -> Diagnostic:
    names = reader.names
    deeper = min((name for name in names if name.endswith(f"/{_MANIFEST}")), default="")
    if _MANIFEST in names:
        message = f"`{_MANIFEST}` {_unknown_manifest(reader.read(_MANIFEST))}"
        return KNOWN_KIND.at(shown, message, member=_MANIFEST)
    if deeper:
        folder = deeper.removesuffix(_MANIFEST)
        message = f"`{_MANIFEST}` stands in `{folder}`; it must stand at the root of the archive"
        hint = "Pack what is in the folder, not the folder itself."
        return KNOWN_KIND.at(shown, message, member=deeper, hint=hint)
    other = next((name for member, name in _OTHERS.items() if member in names), "")
    if not other and any(name.lower().endswith(".au") for name in names):
        other = "an AICC course"
    if other:
        message, hint = f"this is {other}", "Packages of this kind are not verified."
        return KNOWN_KIND.at(shown, message, hint=hint)
    return KNOWN_KIND.at(shown, "no manifest of a known kind of package stands in the archive")


def _unknown_manifest(data: bytes) -> str:
    """Return what keeps the kind from being known."""
    try:
        root = parse(data)
    except etree.XMLSyntaxError as error:
        return f"cannot be read: {error.msg if data.strip() else 'it is empty'}"
    if local(root) != "manifest":
        return f"is no manifest: its root is `{local(root)}`"
    return "declares no namespace of SCORM, Common Cartridge, QTI or Blackboard"


def _verify_text(path: Path, shown: str) -> Verified:
    module = import_module(f"coursewright_packaging.{_TEXT_FORMATS[0]}")
    status = path.stat()
    if not stat.S_ISREG(status.st_mode) or status.st_size > _MAX_TEXT:
        problem = f"this is no text file of at most {_MAX_TEXT >> 20} MB"
        return Verified(shown, "", (reading.BOUNDED.at(shown, problem),))
    found = tuple(_bounded(module.verify_text(path.read_bytes(), shown), shown))
    return Verified(shown, str(module.KIND), found)
