"""Keys of services and private keys: known by their shape and by how random they are."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from coursewright.model.secrets import Secret

__all__ = ["SIGNS", "key_like"]

# What each kind of key begins with, its shape, and what it is called.
_KINDS: tuple[tuple[bytes, re.Pattern[bytes], str], ...] = (
    (b"-----BEGIN ", re.compile(rb"-----BEGIN (?:[A-Z]+ )*PRIVATE KEY(?: BLOCK)?-----"), "private"),
    (b"sk-", re.compile(rb"(?<![\w-])sk-[A-Za-z0-9_-]{20,200}"), "OpenAI or Anthropic"),
    (b"AKIA", re.compile(rb"(?<!\w)AKIA[0-9A-Z]{16}(?!\w)"), "AWS"),
    (b"ASIA", re.compile(rb"(?<!\w)ASIA[0-9A-Z]{16}(?!\w)"), "AWS"),
    (b"AIza", re.compile(rb"(?<!\w)AIza[0-9A-Za-z_-]{35}(?![\w-])"), "Google"),
    *(
        (mark, re.compile(rb"(?<!\w)" + mark + rb"[A-Za-z0-9]{36}(?!\w)"), "GitHub")
        for mark in (b"ghp_", b"gho_", b"ghu_", b"ghs_", b"ghr_")
    ),
    (b"github_pat_", re.compile(rb"github_pat_[A-Za-z0-9_]{60,100}"), "GitHub"),
    (b"glpat-", re.compile(rb"(?<!\w)glpat-[A-Za-z0-9_-]{20}"), "GitLab"),
    (b"hf_", re.compile(rb"(?<!\w)hf_[A-Za-z0-9]{30,40}(?!\w)"), "Hugging Face"),
    (b"xox", re.compile(rb"(?<!\w)xox[abeprs]-[A-Za-z0-9-]{20,100}"), "Slack"),
    (b"xapp-", re.compile(rb"(?<!\w)xapp-[A-Za-z0-9-]{20,200}"), "Slack"),
    (b"sk_live_", re.compile(rb"(?<!\w)sk_live_[A-Za-z0-9]{20,100}"), "Stripe"),
    (b"rk_live_", re.compile(rb"(?<!\w)rk_live_[A-Za-z0-9]{20,100}"), "Stripe"),
    (b"npm_", re.compile(rb"(?<!\w)npm_[A-Za-z0-9]{36}(?!\w)"), "npm"),
    (b"pypi-", re.compile(rb"(?<!\w)pypi-[A-Za-z0-9_-]{60,250}"), "PyPI"),
)
_QUOTE = rb"(?:\\{0,4}[\"']|&(?:quot|#34|#39|#x27);)"  # as it is, in JSON, in HTML
_NAMED = re.compile(
    rb"(?:api|secret|access|private)[_-]?(?:key|token)" + _QUOTE + rb"{0,2}"
    rb"\s{0,4}[:=]\s{0,4}" + _QUOTE + rb"([A-Za-z0-9+/_=-]{24,200})" + _QUOTE,
    re.IGNORECASE,
)
_OWNERS = (b"api", b"secret", b"access", b"private")
# As they are written in code and in settings; whoever writes `aPi_kEy` means to hide it.
_NAMES = frozenset(
    name
    for owner in _OWNERS
    for kind in (b"key", b"token")
    for between in (b"", b"_", b"-")
    for name in (
        owner + between + kind,
        owner + between + kind.title(),
        owner.title() + between + kind,
        owner.title() + between + kind.title(),
        owner.upper() + between + kind,
        owner.upper() + between + kind.title(),
        owner.upper() + between + kind.upper(),
    )
)
_SHAPES = {
    **dict.fromkeys(_NAMES, (_NAMED, "other")),
    **{mark: (shape, kind) for mark, shape, kind in _KINDS},
}
SIGNS = frozenset(_SHAPES)  # where a closer look is due
_RANDOM = 3.5  # bits a character; words and placeholders have fewer, keys of 20 letters have more
_BY_CHANCE = 4.2  # of what nothing but its name tells to be a key


def key_like(data: bytes, found: Mapping[bytes, Iterable[int]]) -> Iterator[Secret]:
    """Yield each key in `data`. The secret's place says whose key it is; its `lab` is empty.

    found: where which sign stands in it.
    """
    for sign in sorted(SIGNS.intersection(found)):
        shape, kind = _SHAPES[sign]
        for start in found[sign]:
            match = shape.match(data, start)
            text = match[match.lastindex or 0] if match else b""
            if text and _is_random(text, kind):
                yield Secret("", kind, text.decode("ascii", "replace"), marked=True)


def _is_random(text: bytes, kind: str) -> bool:
    if kind == "private":
        return True
    least = _BY_CHANCE if kind == "other" else _RANDOM
    digits = sum(48 <= byte < 58 for byte in text)
    return digits > 1 and _entropy(text) >= least


def _entropy(text: bytes) -> float:
    """Return the bits that a character of the text carries on average (Shannon)."""
    return -sum(n / len(text) * math.log2(n / len(text)) for n in Counter(text).values())
