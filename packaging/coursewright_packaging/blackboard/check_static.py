"""The static files of a Building Block: pages that stay in their frame, links, nothing secret."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterator
from html import unescape
from urllib.parse import unquote

from coursewright_packaging.blackboard import block_rules as rules
from coursewright_packaging.blackboard.tab_grammar import KEYWORDS
from coursewright_packaging.diagnostic import Rule
from coursewright_packaging.places import LONGEST

__all__ = ["check_member"]

_TOP = re.compile(r"""target\s*=\s*["']?_top\b|\btop\.location\b""")
# It begins with a plain character, which makes it five times as fast as one that begins with names.
_ADDRESS = re.compile(r"""=(?:(?<=\bhref=)|(?<=\bsrc=)|(?<=\bposter=)|(?<=\bdata=))"([^"]*)\"""")
_ELSEWHERE = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//|/|#|\Z")
_PLATFORM = re.compile(r"WEB-INF/lib/(?:bb-|blackboard-|learn-)[^/]*\.jar\Z")
_PAGES = (".html", ".htm", ".xhtml")
_KEYED = (b"<resprocessing", b"<respcondition")


def check_member(
    name: str, names: frozenset[str], read: Callable[[str], bytes]
) -> Iterator[tuple[Rule, str]]:
    """Yield what is wrong with one member."""
    lower = name.lower()
    if _PLATFORM.match(name):
        yield rules.NO_PLATFORM, "the jar belongs to Learn"
    if lower.startswith("web-inf/"):
        return
    if lower.endswith(_PAGES):
        text = read(name).decode("utf-8", "replace")
        if _leaves_frame(text):
            yield rules.FRAME, "the page breaks out of its frame"
        yield from _links(name, text, names)
    elif lower.endswith((".dat", ".xml")) and any(mark in read(name) for mark in _KEYED):
        yield rules.NO_KEYS, "the file holds questions with their keys"
    elif lower.endswith(".txt") and _is_upload(read(name)):
        yield rules.NO_KEYS, "the file holds tab-delimited questions with their keys"
    elif lower.endswith("imsmanifest.xml") or name == ".bb-package-info":
        yield rules.NO_KEYS, "the file belongs to a course or pool package"


def _leaves_frame(text: str) -> bool:
    # Looking for the plain words first is ten times faster, and few pages hold them.
    lower = text.lower()
    return ("_top" in lower or "top.location" in lower) and bool(_TOP.search(lower))


def _links(name: str, text: str, names: frozenset[str]) -> Iterator[tuple[Rule, str]]:
    folder = posixpath.dirname(name)
    for address in dict.fromkeys(_ADDRESS.findall(text)):
        if _ELSEWHERE.match(address):
            continue
        path = unquote(unescape(address[:LONGEST]).partition("#")[0].partition("?")[0])
        target = posixpath.normpath(posixpath.join(folder, path))
        if target not in names:
            yield rules.LINKS, f"`{address[:80]}` leads to `{target[:80]}`, no file of the archive"


def _is_upload(data: bytes) -> bool:
    """Return whether a text file looks like an upload of questions: its first line does."""
    first, _, _ = data.partition(b"\n")
    keyword, tab, _ = first.partition(b"\t")
    return bool(tab) and keyword.decode("ascii", "replace") in KEYWORDS
