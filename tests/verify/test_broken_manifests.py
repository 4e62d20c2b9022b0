"""A manifest that cannot be read is one finding, which says why, in every format."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from sample_packages import sample

from courses import documented_course, run
from coursewright_packaging.verify import verify_file
from packages import Files, members, pack

_BUILT = {
    "SCORM 2004": ("scorm2004/*-scorm2004.zip", "imsmanifest.xml"),
    "Canvas": ("canvas/*.imscc", "imsmanifest.xml"),
    "Common Cartridge": ("cartridge/*.imscc", "imsmanifest.xml"),
    "Blackboard": ("blackboard/*-course.zip", "imsmanifest.xml"),
    "Building Block": ("blackboard/*.war", "WEB-INF/bb-manifest.xml"),
    "Coursera": ("coursera/*-coursera.zip", "upload-plan.json"),
}
_SAMPLES = ("scorm12", "qti12", "qti21")
_BREAKS: Mapping[str, Callable[[bytes], bytes]] = {
    "nothing in it": lambda _: b"",
    "its end is missing": lambda data: data[: len(data) * 2 // 3],
    "zeros": lambda _: b"\0" * 200,
    "a page of an error": lambda _: b"<!DOCTYPE html><html><body>404</body></html>",
    "another encoding than it says": lambda data: _with_latin(data),
    "four bytes a character": lambda data: data.decode().encode("utf-32"),
    "another root": lambda data: re.sub(rb"<(/?)(?:manifest|plugin)\b", rb"<\1course", data),
}
# JSON has no root, and may be in any encoding of Unicode.
_SOUND_JSON = frozenset({"four bytes a character", "another root"})
_CASES = [
    (kind, broken)
    for kind in (*_BUILT, *_SAMPLES)
    for broken in _BREAKS
    if kind != "Coursera" or broken not in _SOUND_JSON
]


def _with_latin(data: bytes) -> bytes:
    """Return the document with a letter of Latin-1 in a text, which is no UTF-8."""
    after = b">" if data.startswith(b"<") else b': "'
    return data[:60] + data[60:].replace(after, after + b"\xe9", 1)


@pytest.fixture(scope="module")
def packages(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, tuple[Files, str]]:
    """Return the members of a sound package of each kind, and the name of its manifest."""
    folder = tmp_path_factory.mktemp("built")
    documented_course(folder / "content", lab=True)
    done = run("build", "all", "--no-execute", cwd=folder)
    assert done.returncode == 0, done.stderr
    found = {
        kind: (members(next((folder / "dist").glob(pattern)).read_bytes()), manifest)
        for kind, (pattern, manifest) in _BUILT.items()
    }
    return found | {name: (sample(name), "imsmanifest.xml") for name in _SAMPLES}


@pytest.mark.parametrize(("kind", "broken"), _CASES)
def test_a_manifest_that_cannot_be_read_is_one_finding(
    kind: str, broken: str, packages: Mapping[str, tuple[Files, str]], tmp_path: Path
) -> None:
    files, manifest = packages[kind]
    path = tmp_path / "package.zip"
    path.write_bytes(pack({**files, manifest: _BREAKS[broken](files[manifest])}))
    (found,) = verify_file(path, path.name).diagnostics
    assert found.member == manifest
    assert found.message
