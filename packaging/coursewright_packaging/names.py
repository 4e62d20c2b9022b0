"""Names that every platform accepts, made from ids and titles that people wrote."""

from __future__ import annotations

import hashlib
import re
import unicodedata

__all__ = ["md5_id", "portable_path", "slug"]

_IN_LATIN_WORDS = ("LATIN ", "MODIFIER LETTER ", "MICRO SIGN")


def slug(text: str, fallback: str = "item") -> str:
    """Return `text` in lower-case ASCII letters, digits and single hyphens.

    Letters that are not Latin (Arabic, Chinese, …) have no place there: a short hash of the text
    stands for them, after the words or after `fallback`, so that two such names stay apart.
    """
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode("ascii").lower()
    words = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    if words and not any(map(_is_foreign, text)):
        return words
    # As some file systems take letters and their marks apart, the hash is that of them together.
    together = unicodedata.normalize("NFC", text).encode()
    return f"{words or fallback}-{hashlib.sha256(together).hexdigest()[:8]}"


def _is_foreign(letter: str) -> bool:
    """Return whether `letter` is a letter or digit of another script than Latin."""
    if letter.isascii() or not letter.isalnum():
        return False
    plain = unicodedata.normalize("NFKD", letter).encode("ascii", "ignore")
    return not plain and not unicodedata.name(letter, "").startswith(_IN_LATIN_WORDS)


def portable_path(path: str) -> str:
    """Return a relative path whose every part is `[a-z0-9._-]+`, folders and suffix kept.

    SCORM's checkers reject non-ASCII names even when percent-encoded, and some platforms compare
    names with case; so names are folded and the reader's title is kept elsewhere.
    """
    return "/".join(_portable_part(part) for part in path.split("/") if part not in ("", ".", ".."))


def _portable_part(part: str) -> str:
    stem, dot, suffix = part.rpartition(".")
    if not dot or not stem:
        return slug(part, "file")
    return f"{'.'.join(slug(piece, 'file') for piece in stem.split('.'))}.{slug(suffix, 'bin')}"


def md5_id(prefix: str, *parts: str) -> str:
    """Return `prefix` and the 32 hex digits of the MD5 of the parts; an id, not a security device.

    Canvas calls this form `create_key`; it is opaque to importers and stable across builds.
    """
    digest = hashlib.md5(":".join(parts).encode(), usedforsecurity=False)
    return prefix + digest.hexdigest()
