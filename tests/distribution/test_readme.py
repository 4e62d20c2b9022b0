"""The README shows what the program really prints."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from courses import run

_LIMIT = 1800  # seconds: every page of the site is audited
ROOT = Path(__file__).parents[2]
BLOCK = re.compile(r"<!-- output of: build all -->\n\n```\n(.*?)```\n\n<!-- end -->", re.DOTALL)


@pytest.mark.browser
def test_the_first_command_prints_what_the_readme_shows(tmp_path: Path, regen: bool) -> None:
    shutil.copytree(ROOT / "content", tmp_path / "content")
    done = run("build", "all", cwd=tmp_path, limit=_LIMIT, COURSEWRIGHT_AUDIT="1")
    readme = ROOT / "README.md"
    text = readme.read_text("utf-8")
    if regen:
        head, _, rest = text.partition("<!-- output of: build all -->")
        tail = rest.partition("<!-- end -->")[2]
        shown = f"<!-- output of: build all -->\n\n```\n{done.stdout}```\n\n<!-- end -->"
        readme.write_text(f"{head}{shown}{tail}", "utf-8")
        text = readme.read_text("utf-8")
    block = BLOCK.search(text)
    assert block is not None
    assert block[1] == done.stdout


def test_every_session_says_in_one_line_what_it_does() -> None:
    source = (ROOT / "noxfile.py").read_text("utf-8")
    sessions = re.findall(r"@nox\.session.*\ndef (\w+)\(.*\n    \"\"\"(.*)\"\"\"\n", source)
    assert {"tests", "lint", "types", "bench", "build"} <= {name for name, _ in sessions}
    assert len(sessions) == source.count("@nox.session")


def test_lock_files_name_no_registry() -> None:
    for name in ("requirements.lock", "package-lock.json"):
        text = (ROOT / name).read_text("utf-8")
        assert "://" not in re.sub(r'"url": "https://[^"]*"', "", text), name
    assert "--hash=sha256:" in (ROOT / "requirements.lock").read_text("utf-8")
