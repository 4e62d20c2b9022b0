"""Keys of services and private keys: known by their shape and by how random they are."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator

from ahocorasick_rs import BytesAhoCorasick

from coursewright.model.secrets import Secret

__all__ = ["key_like"]

# What each kind of key contains, its shape, and what it is called.
_KINDS: tuple[tuple[bytes, re.Pattern[bytes], str], ...] = (
    (b"-----BEGIN ", re.compile(rb"-----BEGIN (?:[A-Z]+ )*PRIVATE KEY(?: BLOCK)?-----"), "private"),
    (b"sk-", re.compile(rb"(?<![\w-])sk-[A-Za-z0-9_-]{20,200}"), "OpenAI or Anthropic"),
    (b"AKIA", re.compile(rb"(?<!\w)AKIA[0-9A-Z]{16}(?!\w)"), "AWS"),
    (b"AIza", re.compile(rb"(?<!\w)AIza[0-9A-Za-z_-]{35}(?![\w-])"), "Google"),
    (b"ghp_", re.compile(rb"(?<!\w)ghp_[A-Za-z0-9]{36}(?!\w)"), "GitHub"),
    (b"github_pat_", re.compile(rb"github_pat_[A-Za-z0-9_]{60,100}"), "GitHub"),
    (b"glpat-", re.compile(rb"(?<!\w)glpat-[A-Za-z0-9_-]{20}"), "GitLab"),
    (b"hf_", re.compile(rb"(?<!\w)hf_[A-Za-z0-9]{30,40}(?!\w)"), "Hugging Face"),
    (b"xox", re.compile(rb"(?<!\w)xox[abprs]-[A-Za-z0-9-]{20,100}"), "Slack"),
    (b"sk_live_", re.compile(rb"(?<!\w)sk_live_[A-Za-z0-9]{20,100}"), "Stripe"),
    (
        b"",
        re.compile(
            rb"(?:api|secret|access|private)[_-]?(?:key|token)[\"']{0,2}\s{0,4}[:=]\s{0,4}[\"']"
            rb"([A-Za-z0-9+/_=-]{24,200})[\"']",
            re.IGNORECASE,
        ),
        "other",
    ),
)
_NAMES = BytesAhoCorasick(
    [
        owner + between + kind
        for owner in (b"api", b"secret", b"access", b"private")
        for between in (b"", b"_", b"-")
        for kind in (b"key", b"token")
    ]
)
_MARKS = BytesAhoCorasick([mark for mark, _, _ in _KINDS if mark])
_RANDOM = 3.5  # bits a character; words and placeholders have fewer, keys of 20 letters have more
_BY_CHANCE = 4.2  # of what nothing but its name tells to be a key
_NAMED_KINDS = {mark: (shape, kind) for mark, shape, kind in _KINDS}


def key_like(data: bytes) -> Iterator[Secret]:
    """Yield each key in `data`. The secret's place says whose key it is; its `lab` is empty."""
    marks = {_KINDS[number][0] for number, _, _ in _MARKS.find_matches_as_indexes(data)}
    if any(_NAMES.find_matches_as_indexes(data.lower())):
        marks.add(b"")
    for mark in sorted(marks):
        shape, kind = _NAMED_KINDS[mark]
        for match in shape.finditer(data):
            text = match[match.lastindex or 0]
            if _is_random(text, kind):
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
