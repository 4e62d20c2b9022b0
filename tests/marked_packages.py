"""The marked course, built once, and what its finished packages say, member by member."""

from __future__ import annotations

import fnmatch
import html
import io
import json
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from courses import run
from coursewright.targets import registry
from marked_course import marked_course, markers

__all__ = ["Losses", "Made", "make", "platforms", "read_back"]

Losses = Sequence[Mapping[str, str]]
# By target: the archives in which its features stand.
_ARCHIVES: Mapping[str, tuple[str, ...]] = {
    "blackboard": ("*-course.zip", "*.war"),
    "coursera": ("*-coursera.zip",),
}
_ROOT = re.compile(r"<(?!\?)(\w+)")


@dataclass(frozen=True, slots=True)
class Made:
    """What one target made of the marked course.

    marks: markers by feature. members: text by member, escapes undone. The members of the
    Blackboard course package are called after the root elements of their documents, since their
    own names are numbers, and those of the Building Block begin with `war/`. losses: as in
    `losses.json`. archive: the first archive that was read.
    """

    marks: Mapping[str, str]
    members: Mapping[str, str]
    losses: Losses
    archive: Path

    def text(self, *globs: str) -> str:
        """Return the text of the members that match one of the patterns; of all without one."""
        named = (
            f"=== {name} ===\n{text}"
            for name, text in self.members.items()
            if not globs or any(_matches(name, glob) for glob in globs)
        )
        return "\n".join(named)


def _matches(name: str, glob: str) -> bool:
    """Return whether the pattern fits, in which `*` crosses no folder."""
    parts, wanted = name.split("/"), glob.split("/")
    return len(parts) == len(wanted) and all(map(fnmatch.fnmatchcase, parts, wanted))


@cache
def platforms() -> tuple[str, ...]:
    """Return the names of the targets that have a column in the matrix."""
    return tuple(name for name in registry.names() if registry.load_target(name).cells)


def make(folder: Path) -> Path:
    """Build the marked course for all platforms in `folder`; return the `dist`."""
    marked_course(folder / "content")
    done = run("build", *platforms(), "--term", "spring", cwd=folder)
    assert done.returncode == 0, done.stderr
    return folder / "dist"


def read_back(dist: Path, target: str) -> Made:
    """Return what the finished packages of a target hold."""
    globs = _ARCHIVES.get(target, ("*.zip", "*.imscc"))
    archives = [path for glob in globs for path in sorted((dist / target).glob(glob))]
    members: dict[str, str] = {}
    for path in archives:
        for name, content in _members(path):
            text = "\n".join(_texts(content))
            label = _label(path, name, text)
            members[label] = f"{members.get(label, '')}\n{text}"
    losses = json.loads((dist / "reports" / "losses.json").read_text())["targets"][target]
    return Made(markers(), members, losses, archives[0])


def _members(path: Path) -> Iterator[tuple[str, bytes]]:
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            # The SCORM package in another one is read as a target of its own.
            if not name.startswith("scorm/"):
                yield name, archive.read(name)


def _texts(content: bytes) -> Iterator[str]:
    """Yield the text of a file, or of all members of an archive, escapes undone."""
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for member in archive.namelist():
                yield f"=== {member} ==="
                yield from _texts(archive.read(member))
    else:
        yield _unescaped(content)


@cache
def _unescaped(content: bytes) -> str:
    return html.unescape(html.unescape(content.decode("utf-8", "replace")))


def _label(path: Path, name: str, text: str) -> str:
    if path.suffix == ".war":
        return f"war/{name}"
    root = _ROOT.search(text) if name.endswith(".dat") else None
    return root[1] if root else name
