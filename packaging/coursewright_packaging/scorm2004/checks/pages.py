"""The pages of a package: their addresses lead to files of it, and they need no other site."""

from __future__ import annotations

import posixpath
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from html import unescape
from urllib.parse import unquote

from coursewright_packaging.diagnostic import Diagnostic, Rule, Severity
from coursewright_packaging.places import ADDRESS, LONGEST, element_at, located
from coursewright_packaging.scorm2004.checks.package import Package

__all__ = ["RULES", "check_pages"]

LINKS = Rule(
    "scorm-page-links-resolve",
    Severity.WARNING,
    "Relative addresses in pages lead to files of the package, in the same spelling.",
    "Learners meet a dead link or a broken picture.",
    "Mend the address or add the file.",
)
ALONE = Rule(
    "scorm-page-needs-no-other-site",
    Severity.ADVICE,
    "Scripts, styles and pictures of a page are in the package.",
    "The page breaks without a network, or when the other site changes.",
    "Pack the file and refer to it by a relative address.",
)
RULES = (LINKS, ALONE)

_PAGES = (".html", ".htm", ".xhtml")
_LOADING = frozenset({"script", "link", "img", "source", "track", "video", "audio"})
_ELSEWHERE = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|/|#|\Z")
_REMOTE = re.compile(r"(?i)(?:https?:)?//")

_Found = tuple[bytes, bytes]
"""An address in either kind of quotation marks."""


def check_pages(package: Package) -> Iterator[Diagnostic]:
    """Yield addresses in pages that are dead, or load something from elsewhere."""
    sound: dict[str, set[_Found]] = defaultdict(set)
    for name in package.names:
        if name.lower().endswith(_PAGES):
            folder = posixpath.dirname(name)
            page = package.read(name)
            new = {*ADDRESS.findall(page)} - sound[folder]
            problems = {found: _problem(package, folder, found) for found in new}
            wrong = {found: each for found, each in problems.items() if each}
            sound[folder] |= new - wrong.keys()
            if wrong:
                yield from _placed(package, name, page, wrong)


def _problem(package: Package, folder: str, found: _Found) -> tuple[Rule, str] | None:
    address = unescape((found[0] or found[1])[:LONGEST].decode("utf-8", "replace"))
    if _REMOTE.match(address):
        return ALONE, f"`{address[:80]}` is loaded from another site"
    if not _ELSEWHERE.match(address):
        path = unquote(address.partition("#")[0].partition("?")[0])
        if posixpath.normpath(posixpath.join(folder, path)) not in package.members:
            return LINKS, f"`{address[:80]}` is not in the package"
    return None


def _placed(
    package: Package, name: str, page: bytes, wrong: Mapping[_Found, tuple[Rule, str]]
) -> Iterator[Diagnostic]:
    for match, line in located(ADDRESS, page):
        found = (match[1] or b"", match[2] or b"")
        if found in wrong:
            rule, message = wrong[found]
            # A plain link to another site loads nothing.
            if rule is LINKS or element_at(page, match.start()) in _LOADING:
                yield rule.at(package.path, message, line=line, member=name)
