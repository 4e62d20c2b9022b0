"""Faulty courses, each in a folder named after its fault, and what an author is told about them."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from courses import SMALL, run, write_files

FAULTS = Path(__file__).parents[1] / "faults"
NAMES = sorted(path.name for path in FAULTS.iterdir())
EXPECTED = "expected.txt"


@pytest.mark.parametrize("name", NAMES)
def test_a_fault_is_told_as_agreed(name: str, tmp_path: Path, regen: bool) -> None:
    shutil.copytree(FAULTS / name, tmp_path / name, ignore=shutil.ignore_patterns(EXPECTED))
    terms = sorted(path.stem for path in (tmp_path / name).glob("terms/*.yaml"))
    chosen = ["--term", terms[0]] if terms else []
    done = run("check", "--content", name, *chosen, cwd=tmp_path)
    assert "Traceback" not in done.stderr
    told = f"{done.stderr}\n{done.stdout}exit code {done.returncode}\n"
    expected = FAULTS / name / EXPECTED
    if regen:
        expected.write_text(told, "utf-8")
    assert told == expected.read_text("utf-8")
    assert "error[" in told or "warning[" in told


def _link_out(course: Path) -> None:
    (course / "01-first" / "02-passwords.txt").symlink_to("/etc/passwd")


def _link_to_folder(course: Path) -> None:
    (course / "01-first" / "02-loop").symlink_to(course)


def _utf16(course: Path) -> None:
    (course / "01-first" / "02-wide.md").write_bytes("# Wide\n".encode("utf-16"))


def _latin(course: Path) -> None:
    (course / "01-first" / "02-latin.md").write_bytes("# Café\n".encode("latin-1"))


def _zero_bytes(course: Path) -> None:
    (course / "01-first" / "02-zero.md").write_bytes(b"# Zero\0\n")


def _bomb(course: Path) -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12)]
    (course / "01-first" / "02-bomb.quiz.yaml").write_text("\n".join(lines) + "\n")


def _deep(course: Path) -> None:
    (course / "01-first" / "02-deep.quiz.yaml").write_text("questions: " + "[" * 5000)


def _huge(course: Path) -> None:
    with (course / "01-first" / "02-huge.md").open("wb") as file:
        file.truncate(6 << 20)


def _control(course: Path) -> None:
    (course / "01-first" / "02-new\nline.md").write_text("# Line\n")


def _turned(course: Path) -> None:
    (course / "01-first" / "02-\u202egnp.md").write_text("# Turned\n")


def _backslash(course: Path) -> None:
    (course / "01-first" / "02-a\\b.md").write_text("# Backslash\n")


MADE: dict[str, tuple[Callable[[Path], None], str]] = {
    "a link that leaves the course": (_link_out, "file-stays-in-course"),
    "a link to a folder": (_link_to_folder, "file-stays-in-course"),
    "UTF-16": (_utf16, "text-is-utf8"),
    "Latin-1": (_latin, "text-is-utf8"),
    "zero bytes": (_zero_bytes, "text-is-utf8"),
    "a YAML bomb": (_bomb, "yaml-parses"),
    "YAML nested five thousand deep": (_deep, "yaml-parses"),
    "an absurdly large file": (_huge, "text-is-not-huge"),
    "a line break in a name": (_control, "file-name-is-plain"),
    "a direction mark in a name": (_turned, "file-name-is-plain"),
    "a backslash in a name": (_backslash, "file-name-is-plain"),
}


@pytest.mark.parametrize("name", MADE)
def test_a_fault_that_git_cannot_hold_has_its_own_message(name: str, tmp_path: Path) -> None:
    make, rule = MADE[name]
    write_files(tmp_path / "content", SMALL)
    make(tmp_path / "content")
    done = run("check", cwd=tmp_path)
    assert done.returncode == 1, done.stderr
    assert f"error[{rule}]" in done.stderr
    assert "Traceback" not in done.stderr
    assert "hint:" in done.stderr


def test_a_pipe_among_the_files_is_not_waited_for(tmp_path: Path) -> None:
    write_files(tmp_path / "content", SMALL)
    os.mkfifo(tmp_path / "content" / "01-first" / "03-pipe.md")
    done = run("check", cwd=tmp_path)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    "name", ["01-grüße.md", "01-日本語.md", "01-العربية.md", "01-עברית.md", "01-a b 'c' & d.md"]
)
def test_names_in_any_script_are_welcome(name: str, tmp_path: Path) -> None:
    write_files(tmp_path / "content", {**SMALL, f"02-more/{name}": "# Page\n\nText.\n"})
    done = run("build", "all", cwd=tmp_path)
    assert done.returncode == 0, done.stderr


def test_a_broken_file_does_not_keep_the_others_from_being_checked() -> None:
    told = (FAULTS / "three-files-broken-at-once" / EXPECTED).read_text("utf-8")
    for name in ("course.yaml: warning", "02-check.quiz.yaml:", "03-more.md:"):
        assert name in told
