"""What is kept from the last build never makes a difference: the same bytes as a build anew."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest

from courses import SMALL, run, write_files
from marked_course import marked_course


def _change(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def _text(course: Path) -> None:
    lesson = _file(course, "*.md")
    lesson.write_text(f"{lesson.read_text('utf-8')}\nOne more sentence.\n", "utf-8")


def _title_of_the_course(course: Path) -> None:
    _change(course / "course.yaml", "title: ", "title: New ")


def _question(course: Path) -> None:
    _change(_file(course, "*.quiz.yaml"), "stem: ", "stem: New ")


def _order(course: Path) -> None:
    sheet = _file(course, "module.yaml")
    lines = sheet.read_text("utf-8").splitlines(keepends=True)
    first, second = [number for number, line in enumerate(lines) if line.startswith("  - 0")][:2]
    lines[first], lines[second] = lines[second], lines[first]
    sheet.write_text("".join(lines), "utf-8")


def _file(course: Path, pattern: str) -> Path:
    return sorted(course.rglob(pattern))[0]


@pytest.mark.parametrize("edit", [_text, _title_of_the_course, _question, _order])
def test_an_edit_gives_the_same_bytes_as_a_build_anew(
    tmp_path: Path, edit: Callable[[Path], None]
) -> None:
    marked_course(tmp_path / "content")
    first = run("build", "all", cwd=tmp_path)
    assert first.returncode == 0, first.stderr
    edit(tmp_path / "content")
    second = run("build", "all", cwd=tmp_path)
    assert second.returncode == 0, second.stderr
    anew = run("build", "all", "--out", "anew", "--cache", str(tmp_path / "empty"), cwd=tmp_path)
    assert anew.returncode == 0, anew.stderr
    assert _sums(tmp_path / "dist") == _sums(tmp_path / "anew")


def _sums(dist: Path) -> str:
    return (dist / "SHA256SUMS").read_text()


def test_of_a_large_archive_only_what_changed_is_packed_again(tmp_path: Path) -> None:
    """A course with a picture of 2 MB, whose published package somebody damages between builds."""
    content = tmp_path / "content"
    picture = b"\x89PNG\r\n\x1a\n" + random.Random(1).randbytes(2 << 20)
    write_files(content, {**SMALL, "01-first/leaf.png": picture})
    lesson = content / "01-first" / "01-welcome.md"
    lesson.write_text(f"{lesson.read_text()}\n![A leaf](leaf.png)\n")
    assert run("build", "canvas", cwd=tmp_path).returncode == 0
    for damage in (False, True):
        _text(content)
        if damage:
            (package,) = (tmp_path / "dist" / "canvas").glob("*.imscc")
            data = package.read_bytes()
            package.write_bytes(data.replace(data[1 << 20 : (1 << 20) + 64], bytes(64)))
        assert run("build", "canvas", cwd=tmp_path).returncode == 0
        anew = ("--out", f"anew-{damage}", "--cache", str(tmp_path / "empty"))
        assert run("build", "canvas", *anew, cwd=tmp_path).returncode == 0
        assert _sums(tmp_path / "dist") == _sums(tmp_path / f"anew-{damage}")
