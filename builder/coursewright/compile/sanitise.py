"""Author's HTML, and HTML that notebooks put out: only what every platform keeps, as XML."""

from __future__ import annotations

import re
from functools import cache

__all__ = ["clean", "closed", "forbidden"]

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
_TAG = re.compile(r"<\s*/?\s*([A-Za-z][A-Za-z0-9-]*)([^>]*)>")
_HANDLER = re.compile(r"\bon[a-z]+\s*=|javascript:", re.IGNORECASE)
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


def forbidden(html: str) -> str:
    """Return the first thing in author's HTML that `clean` would take away, empty for nothing."""
    for match in _TAG.finditer(html):
        if match[1].lower() not in _TAGS:
            return f"<{match[1].lower()}>"
        if handler := _HANDLER.search(match[2]):
            return handler[0]
    return ""


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
