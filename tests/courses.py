"""Courses for tests, and the real program run on them in a process of its own."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from clips import plain_clip
from papers import plain_pdf

__all__ = [
    "COURSEWRIGHT",
    "SMALL",
    "documented_course",
    "new_course",
    "run",
    "sums_hold",
    "write_files",
]

ROOT = Path(__file__).parents[1]
_LAB = "01-llm-application-foundations/lab-1-1-script-transformation"
_EXAMPLE = re.compile(r'^(```+)\w+ title="([^"]+/[^"]+|[^"]+\.yaml)"\n(.*?)^\1$', re.M | re.S)
# What the examples refer to and a page of text cannot show.
_FILES = {
    "01-brewing/cooling.svg": "<svg xmlns='http://www.w3.org/2000/svg'/>",
    "01-brewing/leaf.svg": "<svg xmlns='http://www.w3.org/2000/svg'/>",
    "01-brewing/pouring.png": b"\x89PNG\r\n\x1a\n",
    "01-brewing/pouring.en.vtt": "WEBVTT\n\n00:01.000 --> 00:02.000\nPour.\n",
}

COURSEWRIGHT = Path(sys.executable).with_name("coursewright")
_LIMIT = 300

SMALL: Mapping[str, str] = {
    "course.yaml": "format: 1\nid: small\ntitle: Small course\nlanguage: en\ndate: 2026-01-01\n",
    "01-first/01-welcome.md": "# Welcome\n\nRead *this* first.\n",
    "01-first/02-check.quiz.yaml": (
        "questions:\n  - type: true-false\n    stem: Water is wet.\n    answer: true\n"
    ),
}


def write_files(folder: Path, files: Mapping[str, str | bytes]) -> Path:
    """Write the files below `folder` and return it."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    return folder


def run(
    *arguments: str | Path,
    cwd: Path,
    cache: Path | None = None,
    limit: int = _LIMIT,
    **environment: str,
) -> subprocess.CompletedProcess[str]:
    """Run `coursewright` in `cwd`; its cache is `cache`, by default beside the course.

    limit: seconds after which it hangs.
    """
    variables = {**os.environ, "XDG_CACHE_HOME": str(cache or cwd / ".cache"), **environment}
    variables.pop("COURSEWRIGHT_CACHE", None)
    command = [str(COURSEWRIGHT), *map(str, arguments)]
    return subprocess.run(
        command, cwd=cwd, env=variables, capture_output=True, text=True, timeout=limit, check=False
    )


def documented_course(folder: Path, *, lab: bool = False) -> Path:
    """Write the course of docs/course-format.md: every item kind, every question, every key.

    lab: also the sample course's lab.
    """
    text = (ROOT / "docs" / "course-format.md").read_text("utf-8")
    examples = {match[2]: match[3] for match in _EXAMPLE.finditer(text)}
    assert len(examples) >= 14
    write_files(folder, {**examples, **_FILES, "02-judging/sheet.pdf": plain_pdf()})
    shutil.copy(plain_clip(), folder / "01-brewing" / "pouring.mp4")
    if lab:
        shutil.copytree(ROOT / "content" / _LAB, folder / "01-brewing" / "lab-1-cups")
        metadata = folder / "01-brewing" / "lab-1-cups" / "metadata.yml"
        lines = metadata.read_text("utf-8").splitlines(keepends=True)
        own = ("teaches:", "assesses:", "group:", "rubric:")
        metadata.write_text("".join(line for line in lines if not line.startswith(own)), "utf-8")
    return folder


def new_course(folder: Path) -> Path:
    """Make the skeleton course in `folder` and return it."""
    made = run("new", "course", folder, cwd=folder.parent)
    assert made.returncode == 0, made.stderr
    return folder


def sums_hold(dist: Path) -> bool:
    """Return whether every file that SHA256SUMS names stands in `dist` with that hash."""
    lines = (dist / "SHA256SUMS").read_text().splitlines()
    pairs = [line.split("  ", 1) for line in lines]
    return bool(pairs) and all(
        hashlib.sha256((dist / name).read_bytes()).hexdigest() == sha for sha, name in pairs
    )
