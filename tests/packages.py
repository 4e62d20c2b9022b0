"""Finished packages in tests: read whole, changed by tables of faults, compared with trees."""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml
from lxml import etree

__all__ = ["Files", "apply_fault", "compare_tree", "faults", "members", "pack"]

Files = dict[str, bytes]
_TEXT = (".xml", ".html", ".qti", ".json", ".yaml", ".txt", ".vtt", ".py", ".ipynb", ".md", ".svg")


def members(package: bytes) -> Files:
    """Return the members of an archive by name."""
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def pack(files: Files) -> bytes:
    """Return an archive of the members."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return data.getvalue()


def faults(table: Path) -> list[Mapping[str, Any]]:
    """Return the cases of a table of faults; `packages.apply_fault` says what they hold."""
    found = yaml.safe_load(table.read_text("utf-8"))
    assert isinstance(found, list)
    return found


def apply_fault(fault: Mapping[str, Any], files: Files) -> Files:
    """Return the members as the fault leaves them; one that changes nothing is an error.

    in: pattern of a member (`outer!inner` goes into an archive), in which the regular expression
    `old` becomes `new`, `count` times or once. drop: pattern of a member to remove. add, content:
    a member to add.
    """
    outer, _, inner = str(fault.get("in", fault.get("drop", ""))).partition("!")
    if inner:
        name = _named(files, outer)
        key = "in" if "in" in fault else "drop"
        return files | {name: pack(apply_fault({**fault, key: inner}, members(files[name])))}
    if "add" in fault:
        return files | {fault["add"]: fault["content"].encode()}
    if "drop" in fault:
        gone = _named(files, fault["drop"])
        return {name: content for name, content in files.items() if name != gone}
    name = _named(files, fault["in"], fault["old"])
    coding = "latin-1" if name.endswith((".zip", ".docx")) else "utf-8"
    text, count = files[name].decode(coding), fault.get("count", 1)
    changed, times = re.subn(fault["old"], fault["new"], text, count=count, flags=re.DOTALL)
    assert times, f"`{fault['old']}` is not in {name}"
    return files | {name: changed.encode(coding)}


def _named(files: Files, pattern: str, having: str = "") -> str:
    for name in sorted(files):
        coding = "latin-1" if name.endswith((".zip", ".docx")) else "utf-8"
        text = files[name].decode(coding, "replace")
        if re.fullmatch(pattern, name) and (not having or re.search(having, text, re.DOTALL)):
            return name
    raise AssertionError(f"no member fits `{pattern}`{having and f' with `{having}`'}")


def compare_tree(files: Files, golden: Path, *, regen: bool) -> None:
    """Hold an archive's members against a folder, all of them; `regen` writes the folder anew.

    XML is indented, so that a difference can be read; what is no text stands by its hash, and an
    archive in the archive by the hashes of its members.
    """
    shown = {name: _readable(name, content) for name, content in sorted(files.items())}
    if regen:
        for old in sorted(golden.rglob("*"), reverse=True):
            old.rmdir() if old.is_dir() else old.unlink()
        for name, content in shown.items():
            path = golden / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
    stored = {
        path.relative_to(golden).as_posix(): path.read_bytes()
        for path in sorted(golden.rglob("*"))
        if path.is_file()
    }
    assert list(shown) == list(stored)
    assert shown == stored


def _readable(name: str, content: bytes) -> bytes:
    if name.endswith((".mp4", ".mp3")):
        return b"(made on the spot)\n"  # its bytes are those of one version of ffmpeg
    if name.endswith((".xml", ".qti")):
        root = etree.fromstring(content)
        etree.indent(root)
        return etree.tostring(root, encoding="UTF-8") + b"\n"
    if name.endswith(".zip"):
        # Its own bytes are those of one version of a library.
        inner = sorted(members(content).items())
        return "".join(f"{_hash(data)} {each}\n" for each, data in inner).encode()
    plain = name.endswith(_TEXT) or "." not in name.rpartition("/")[2].lstrip(".")
    return content if plain else f"{_hash(content)}\n".encode()


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
