"""Find and read the author's files, none of them trusted."""

from __future__ import annotations

import os
import unicodedata
from codecs import BOM_UTF8
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from coursewright.load import rules
from coursewright.load.document import Document
from coursewright.load.names import YAML_ENDINGS
from coursewright.request import belongs
from coursewright_packaging.diagnostic import Diagnostic
from coursewright_packaging.names import slug

__all__ = ["Folder", "SourceFile", "read_text", "scan"]

MAX_TEXT = 5 << 20
_LONGEST_NAME = 100
_TURNING = frozenset({"RLO", "LRO", "RLE", "LRE", "RLI", "LRI", "FSI", "PDF", "PDI"})
# Invisible, but part of the spelling of Persian and Indic words: U+200C and U+200D.
_JOINING = frozenset({"\N{ZERO WIDTH NON-JOINER}", "\N{ZERO WIDTH JOINER}"})


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file of the course.

    path: relative, forward slashes. absolute: for reading. parsed: the name of a schema, and the
    file's settings held against it, when they were parsed beforehand.
    """

    path: str
    absolute: Path
    parsed: tuple[str, Document] | None = None

    @property
    def name(self) -> str:
        """Return the last part of the path."""
        return self.path.rpartition("/")[2]

    @property
    def stem(self) -> str:
        """Return the name without its ending."""
        return self.name.rpartition(".")[0]


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder of the course and what directly lies in it, sorted by name."""

    path: str
    files: tuple[SourceFile, ...]
    folders: tuple[Folder, ...]

    @property
    def name(self) -> str:
        """Return the last part of the path."""
        return self.path.rpartition("/")[2]

    def file(self, name: str) -> SourceFile | None:
        """Return the file called `name`, `None` when there is none."""
        return next((file for file in self.files if file.name == name), None)

    def settings(self, stem: str) -> SourceFile | None:
        """Return the YAML file called `stem` with either ending, `None` when there is none."""
        named = (self.file(f"{stem}{ending}") for ending in YAML_ENDINGS)
        return next((file for file in named if file), None)

    def sheets(self, name: str) -> tuple[SourceFile, ...]:
        """Return the YAML files directly in the folder `name`, none when there is no such one."""
        folder = self.folder(name)
        files = folder.files if folder else ()
        return tuple(file for file in files if file.name.endswith(YAML_ENDINGS))

    def folder(self, name: str) -> Folder | None:
        """Return the folder called `name`, `None` when there is none."""
        return next((folder for folder in self.folders if folder.name == name), None)

    def walk(self) -> Iterator[SourceFile]:
        """Yield every file below, sorted."""
        yield from self.files
        for folder in self.folders:
            yield from folder.walk()


def scan(root: Path, found: list[Diagnostic], out: Path | None = None) -> Folder:
    """Return the tree below `root`; links that leave it and unusable names go to `found`.

    out: folder of a build, left out when it lies inside.
    """
    return _scan(root, root.resolve(), "", found, out)


def _scan(folder: Path, root: Path, path: str, found: list[Diagnostic], out: Path | None) -> Folder:
    files: list[SourceFile] = []
    folders: list[Folder] = []
    with os.scandir(folder) as entries:
        listed = sorted(entries, key=lambda entry: entry.name)
    for entry in listed:
        relative = f"{path}/{entry.name}" if path else entry.name
        if not belongs(entry, out):
            continue
        if problem := _problem(entry, root):
            found.append(rules.FILE_STAYS_IN_COURSE.at(_shown(relative), problem))
        elif problem := _bad_name(entry.name):
            found.append(rules.FILE_NAME_IS_PLAIN.at(_shown(relative), problem))
        elif problem := _long_name(entry.name):
            found.append(rules.NAME_IS_SHORT.at(relative, problem))
        elif entry.is_dir():
            folders.append(_scan(Path(entry.path), root, relative, found, out))
        elif entry.is_file():
            files.append(SourceFile(relative, Path(entry.path)))
    return Folder(path, tuple(files), tuple(folders))


def _problem(entry: os.DirEntry[str], root: Path) -> str:
    if not entry.is_symlink():
        return ""
    try:
        target = Path(entry.path).resolve()
    except (OSError, RuntimeError):  # the latter before Python 3.13
        return "the link leads back to itself"
    if not target.is_relative_to(root):
        return "the link points out of the course folder"
    if target.is_dir():
        return "the link points at a folder, which could make the course endless"
    return "" if target.exists() else "the link points at nothing"


def _bad_name(name: str) -> str:
    for character in name:
        if unicodedata.bidirectional(character) in _TURNING:
            return f"the name has the invisible direction mark U+{ord(character):04X}"
        if character in _JOINING:
            continue
        if not character.isprintable() or character == "\\":
            return f"the name has the character U+{ord(character):04X}, which platforms refuse"
    return ""


def _long_name(name: str) -> str:
    # Packages spell it in plain letters, of which a ligature becomes up to four.
    plain = len(slug(name)) if len(name) > _LONGEST_NAME // 4 else 0
    letters = max(len(name), plain)
    if letters <= _LONGEST_NAME:
        return ""
    return f"the name has {letters} letters; allowed are {_LONGEST_NAME}"


def _shown(path: str) -> str:
    return path.encode("utf-8", "backslashreplace").decode("utf-8")


def read_text(file: SourceFile, found: list[Diagnostic]) -> str | None:
    """Return the file's text with `\\n` line ends; `None`, with a diagnostic, when it has none."""
    size = file.absolute.stat().st_size
    if size > MAX_TEXT:
        message = f"the file has {size:,} bytes; text may have {MAX_TEXT:,}"
        found.append(rules.TEXT_IS_NOT_HUGE.at(file.path, message))
        return None
    data = file.absolute.read_bytes()
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        found.append(rules.TEXT_IS_UTF8.at(file.path, "the file is UTF-16; text must be UTF-8"))
        return None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        found.append(_no_utf8(file.path, data.removeprefix(BOM_UTF8), error.start))
        return None
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        found.append(rules.TEXT_IS_UTF8.at(file.path, "the file has a NUL character", line=line))
        return None
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _no_utf8(path: str, data: bytes, at: int) -> Diagnostic:
    """Return what is wrong with the byte at an offset, all before which is UTF-8."""
    line = data.count(b"\n", 0, at) + 1
    column = len(data[data.rfind(b"\n", 0, at) + 1 : at].decode()) + 1
    message = f"byte {data[at]:#04x} is no UTF-8; it may be Latin-1 or Windows-1252"
    return rules.TEXT_IS_UTF8.at(path, message, line=line, column=column)
