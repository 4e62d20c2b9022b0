"""What commands say beside their problems."""

from __future__ import annotations

from pathlib import Path

from courses import SMALL, new_course, run, write_files


def test_check_says_what_only_a_build_looks_at(tmp_path: Path) -> None:
    course = new_course(tmp_path / "my-course")
    done = run("check", cwd=course)
    assert done.stdout.splitlines()[1:] == ["not executed: 1 notebook; `build` does it"]
    write_files(tmp_path / "content", SMALL)
    assert run("check", cwd=tmp_path).stdout == "content: no problems\n"
