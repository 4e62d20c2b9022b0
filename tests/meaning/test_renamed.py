"""A renamed file: `diff` says that it comes anew, and which id keeps it what it was."""

from __future__ import annotations

import json
from pathlib import Path

from courses import SMALL, run, write_files

SCORM, CANVAS = "scorm2004/small-scorm2004.zip", "canvas/small.imscc"


def _two_builds(folder: Path, new_text: str) -> None:
    write_files(folder / "content", SMALL)
    assert run("build", "canvas", "scorm2004", "--out", "old", cwd=folder).returncode == 0
    welcome = folder / "content" / "01-first" / "01-welcome.md"
    welcome.rename(welcome.with_name("01-hello.md")).write_text(new_text, "utf-8")
    assert run("build", "canvas", "scorm2004", "--out", "new", cwd=folder).returncode == 0


def test_a_renamed_file_is_told_with_the_id_that_it_had(tmp_path: Path) -> None:
    _two_builds(tmp_path, SMALL["01-first/01-welcome.md"])
    said = run("diff", f"old/{SCORM}", f"new/{SCORM}", cwd=tmp_path).stdout
    assert "write `id: first-welcome` into it" in said
    assert "A package replaces the one before" in said
    said = run("diff", f"old/{CANVAS}", f"new/{CANVAS}", cwd=tmp_path).stdout
    assert "“Welcome” has another id than before" in said
    assert "Importing deletes nothing" in said
    file = tmp_path / "content" / "01-first" / "01-hello.md"
    file.write_text(f"---\nid: first-welcome\n---\n{file.read_text()}", "utf-8")
    run("build", "canvas", "scorm2004", "--out", "new", cwd=tmp_path)
    assert run("diff", f"old/{CANVAS}", f"new/{CANVAS}", cwd=tmp_path).returncode == 0


def test_what_is_another_thing_is_not_taken_for_a_renamed_one(tmp_path: Path) -> None:
    _two_builds(tmp_path, "# Water\n\nAll about kettles.\n")
    done = run("diff", f"old/{CANVAS}", f"new/{CANVAS}", "--format", "json", cwd=tmp_path)
    (advice,) = json.loads(done.stdout)["advice"]
    assert "deletes nothing" in advice
