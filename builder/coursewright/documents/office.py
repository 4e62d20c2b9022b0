"""Open a Word or PowerPoint file that nobody trusts."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from lxml import etree

from coursewright.documents.facts import Facts
from coursewright.documents.parts import Parts
from coursewright_packaging.reading import BOUNDED, UNREADABLE, TooLarge, open_archive, zip_file

__all__ = ["read_office"]

_COMPOUND = b"\xd0\xcf\x11\xe0"  # [MS-CFB] 2.2: an old format, or a new one with a password
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_SEARCHED = 1 << 20


def read_office(path: Path, read: Callable[[Parts], Facts]) -> Facts:
    """Return the facts of a file. read: finds them in its parts."""
    with path.open("rb") as file:
        start = file.read(_SEARCHED)
    if start.startswith(_COMPOUND):
        if _ENCRYPTED in start:
            return Facts(locked=True)
        return Facts(unreadable="it is of a format before 2007, with another ending")
    archive = zip_file(path)
    if isinstance(archive, str):
        return Facts(unreadable=archive)
    with archive:
        reader, found = open_archive(archive, path.name, checksums=True)
        if found:
            first = next((each for each in found if each.rule == BOUNDED.id), found[0])
            told = f"{first.message} (`{first.member}`)" if first.member else first.message
            bounded = first.rule == BOUNDED.id
            return Facts(beyond=told) if bounded else Facts(unreadable=told)
        try:
            return read(Parts(reader))
        except TooLarge as error:
            return Facts(beyond=str(error))
        except etree.XMLSyntaxError as error:
            return Facts(unreadable=f"its XML cannot be read: {error.msg}")
        except UNREADABLE as error:
            return Facts(unreadable=str(error))
