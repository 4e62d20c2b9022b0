"""Archives as attackers send them, and the rule that refuses each."""

from __future__ import annotations

import stat
import struct
import warnings
import zipfile
from collections.abc import Callable
from pathlib import Path

from coursewright_packaging import reading

__all__ = ["TRICKS"]


def _write(path: Path, *names: str) -> Path:
    with warnings.catch_warnings(), zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        warnings.simplefilter("ignore")
        for name in names:
            archive.writestr(name, b"content of it")
    return path


def _bomb(path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("bomb.txt", b"\0" * (30 << 20))


def _many(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        for number in range(reading.MAX_MEMBERS + 1):
            archive.writestr(zipfile.ZipInfo(f"{number}"), b"")


def _link(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        info = zipfile.ZipInfo("link")
        info.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(info, b"/etc/passwd")


def _encrypted(path: Path) -> None:
    data = bytearray(_write(path, "secret.txt").read_bytes())
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.index(signature) + offset
        data[at : at + 2] = struct.pack("<H", 1)
    path.write_bytes(bytes(data))


def _damaged(path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("a.txt", b"content of it")
    path.write_bytes(path.read_bytes().replace(b"content", b"contemt", 1))


def _truncated(path: Path) -> None:
    path.write_bytes(_write(path, "a.txt").read_bytes()[:40])


TRICKS: dict[str, tuple[Callable[[Path], object], str]] = {
    "bomb": (_bomb, "archive-is-bounded"),
    "many-members": (_many, "archive-is-bounded"),
    "link": (_link, "archive-members-are-plain"),
    "encrypted": (_encrypted, "archive-members-are-plain"),
    "damaged": (_damaged, "archive-members-are-intact"),
    "truncated": (_truncated, "archive-opens"),
    "empty-file": (lambda p: p.write_bytes(b""), "archive-opens"),
    "traversal": (lambda p: _write(p, "../../etc/passwd"), "archive-names-are-safe"),
    "absolute": (lambda p: _write(p, "/etc/passwd"), "archive-names-are-safe"),
    "drive": (lambda p: _write(p, "C:/x"), "archive-names-are-safe"),
    "backslash": (lambda p: _write(p, "a\\b"), "archive-names-are-safe"),
    "twice": (lambda p: _write(p, "a", "a"), "archive-names-are-safe"),
    "control": (lambda p: _write(p, "a\x1b[31m"), "archive-names-are-safe"),
    "unknown": (lambda p: _write(p, "readme.txt"), "package-kind-is-known"),
}
