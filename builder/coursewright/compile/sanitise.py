"""Author's HTML, and HTML that notebooks put out: only what every platform keeps, as XML."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from html import unescape

__all__ = [
    "Address",
    "Anchor",
    "HtmlTable",
    "addresses",
    "anchors",
    "clean",
    "closed",
    "forbidden",
    "images",
    "tables",
    "unsafe_scheme",
]

_TAGS = frozenset(
    "a abbr annotation aside b bdi bdo blockquote br caption cite code col colgroup dd del details "
    "dfn div dl dt em figcaption figure footer h2 h3 h4 h5 h6 header hr i img ins kbd li mark math "
    "menclose mfenced mfrac mi mmultiscripts mn mo mover mpadded mphantom mprescripts mroot mrow "
    "ms mspace msqrt mstyle msub msubsup msup mtable mtd mtext mtr munder munderover none ol p "
    "pre q ruby rp rt s samp section semantics small span strong sub summary sup table tbody td "
    "tfoot th thead time tr u ul var wbr audio video track".split()
)
_VOID = "br|col|hr|img|track|wbr"
_VOID_TAG = re.compile(rf"<({_VOID})\b((?:[^>\"]|\"[^\"]*\")*?)\s*/?>")
_TAG = re.compile(r"<\s*(?:/\s*)?([A-Za-z][A-Za-z0-9-]*)([^>]*)>")
_HANDLER = re.compile(r"\bon[a-z]+\s*=", re.IGNORECASE)
_ADDRESS = re.compile(
    r"(?<=\s)(?P<name>href|src|poster)\s*=\s*(?P<value>\"[^\"]*\"|'[^']*'|[^\s>\"']+)",
    re.IGNORECASE,
)
_ALT, _HREF, _ROLE = (
    re.compile(rf"\s{name}\s*(?:=\s*(\"[^\"]*\"|'[^']*'|[^\s>\"']+))", re.IGNORECASE)
    for name in ("alt", "href", "role")
)
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*:)")
_SAFE = frozenset({"http:", "https:", "mailto:", "tel:", "id:"})
_GENERIC = frozenset({"class", "id", "lang", "dir", "title", "role", "aria-label", "tabindex"})
_ATTRIBUTES = {
    "a": {"href", "aria-describedby"},
    "img": {"src", "alt", "width", "height"},
    "th": {"scope", "colspan", "rowspan", "abbr"},
    "td": {"colspan", "rowspan"},
    "ol": {"start", "type", "reversed"},
    "time": {"datetime"},
    "details": {"open"},
    "math": {"display", "xmlns"},
    "annotation": {"encoding"},
    "col": {"span"},
    "audio": {"controls", "src", "preload"},
    "video": {"controls", "src", "preload", "poster"},
    "track": {"kind", "src", "srclang", "label", "default"},
    "mo": {"stretchy", "fence", "separator", "form", "lspace", "rspace", "minsize", "maxsize"},
    "mtable": {"columnalign", "rowspacing", "columnspacing", "columnlines", "rowlines"},
    "mspace": {"width", "height"},
    "mstyle": {"displaystyle", "scriptlevel", "mathcolor", "mathbackground"},
    "mfrac": {"linethickness"},
    "mi": {"mathvariant"},
    "mn": {"mathvariant"},
    "mover": {"accent"},
    "munder": {"accentunder"},
}
_SCHEMES = {"http", "https", "mailto", "tel", "cw-link", "cw"}


def _tags(html: str) -> Iterator[re.Match[str]]:
    # Behind the last `>` nothing ends, and to look for its end at every `<` takes forever.
    return _TAG.finditer(html, 0, html.rfind(">") + 1)


def forbidden(html: str) -> Iterator[tuple[str, int]]:
    """Yield what `clean` takes away of author's HTML because it could run, and at which offset."""
    for match in _tags(html):
        if match[1].lower() not in _TAGS:
            if not match[0].lstrip("< ").startswith("/"):  # once an element is enough
                yield f"<{match[1].lower()}>", match.start()
        elif handler := _HANDLER.search(match[2]):
            yield handler[0], match.start(2) + handler.start()


@dataclass(frozen=True, slots=True)
class Address:
    """An address in author's HTML.

    start, end: where its value stands, quotation marks included. inside: where its text begins.
    """

    tag: str
    attribute: str
    target: str
    start: int
    end: int
    inside: int


def addresses(html: str) -> Iterator[Address]:
    """Yield every address in author's HTML, in order."""
    for tag in _tags(html):
        for match in _ADDRESS.finditer(html, tag.start(2), tag.end(2)):
            target = unescape(match["value"].strip("\"'")).strip()
            start, end = match.span("value")
            inside = start + (html[start] in "\"'")
            yield Address(tag[1].lower(), match["name"].lower(), target, start, end, inside)


def images(html: str) -> Iterator[tuple[str | None, int]]:
    """Yield the text of each image in author's HTML, `None` without one, and its offset."""
    for tag in _tags(html):
        if tag[1].lower() == "img":
            yield _attribute(_ALT, tag[2]), tag.start()


@dataclass(frozen=True, slots=True)
class Anchor:
    """A link in author's HTML, which begins at an offset."""

    text: str
    target: str
    offset: int


def anchors(html: str) -> Iterator[Anchor]:
    """Yield every link that begins and ends in a piece of author's HTML."""
    opened: re.Match[str] | None = None
    for tag in _tags(html):
        if tag[1].lower() != "a":
            continue
        if not tag[0].lstrip("< ").startswith("/"):
            opened = tag
        elif opened and (target := _attribute(_HREF, opened[2])) is not None:
            text = _text(html[opened.end() : tag.start()])
            yield Anchor(text, target, opened.start())
            opened = None


@dataclass(frozen=True, slots=True)
class HtmlTable:
    """A table in author's HTML: whether it has a header and a caption."""

    headed: bool
    captioned: bool
    offset: int


def tables(html: str) -> Iterator[HtmlTable]:
    """Yield every table that begins and ends in a piece of author's HTML, layouts left out."""
    opened: re.Match[str] | None = None
    inside: set[str] = set()
    for tag in _tags(html):
        name = tag[1].lower()
        inside.add(name)
        if name == "table" and not tag[0].lstrip("< ").startswith("/"):
            opened, inside = tag, set()
        elif name == "table" and opened:
            if _attribute(_ROLE, opened[2]) not in ("presentation", "none"):
                yield HtmlTable("th" in inside, "caption" in inside, opened.start())
            opened = None


def _attribute(pattern: re.Pattern[str], attributes: str) -> str | None:
    match = pattern.search(attributes)
    return unescape((match[1] or "").strip("\"'")).strip() if match else None


def _text(html: str) -> str:
    """Return what is read of HTML, texts of images included."""
    alts = (_attribute(_ALT, tag[2]) or "" for tag in _tags(html) if tag[1].lower() == "img")
    return " ".join((unescape(_TAG.sub("", html)), *alts)).strip()


def unsafe_scheme(target: str) -> str:
    """Return the scheme of an address that may not stand in a course, empty when it may."""
    # Browsers pass over blanks and control characters in a scheme.
    match = _SCHEME.match("".join(c for c in target if c > " "))
    return match[1] if match and match[1].lower() not in _SAFE else ""


def clean(html: str) -> str:
    """Return the HTML without anything that could run or load, well-formed as XML."""
    import nh3

    safe = nh3.clean(
        html,
        tags=set(_TAGS),
        attributes=_allowed(),
        url_schemes=_SCHEMES,
        link_rel=None,
        strip_comments=False,
    )
    return closed(safe)


@cache
def _allowed() -> dict[str, set[str]]:
    return {tag: set(_GENERIC) | _ATTRIBUTES.get(tag, set()) for tag in _TAGS}


def closed(html: str) -> str:
    """Return HTML as a parser writes it with void elements closed and no named entity but XML's."""
    closed_tags = _VOID_TAG.sub(r"<\1\2 />", html)
    return closed_tags.replace("&nbsp;", "&#160;")
