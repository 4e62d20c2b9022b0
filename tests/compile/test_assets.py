"""Whatever a page refers to is published, so a reference reaches public files only."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from courses import SMALL, run, write_files

ROOT = Path(__file__).parents[2]
LAB = "01-llm-application-foundations/lab-1-1-script-transformation"


def _linking(folder: Path, *targets: str) -> Path:
    links = "\n\n".join(f"[link]({target})" for target in targets)
    write_files(folder / "content", {**SMALL, "01-first/09-links.md": f"# Links\n\n{links}\n"})
    return folder / "content" / "01-first"


@pytest.mark.parametrize("target", [".secret", "../.env", "../.git/config", "to-git"])
def test_a_hidden_file_is_never_published(tmp_path: Path, target: str) -> None:
    module = _linking(tmp_path, target)
    (tmp_path / "content" / ".git").mkdir()
    for name in (".env", ".git/config"):
        (tmp_path / "content" / name).write_text("password")
    (module / ".secret").write_text("password")
    (module / "to-git").symlink_to("../.git/config")
    done = run("build", cwd=tmp_path)
    assert done.returncode == 1
    assert "09-links.md" in done.stderr
    assert not (tmp_path / "dist" / "site").exists()


@pytest.mark.parametrize("target", [".away", "folder/passwd"])
def test_a_link_of_the_file_system_leads_to_nothing_outside(tmp_path: Path, target: str) -> None:
    module = _linking(tmp_path, target)
    (module / ".away").symlink_to("/etc/passwd")
    (module / "folder").symlink_to("/etc")
    done = run("build", cwd=tmp_path)
    assert done.returncode == 1
    assert not (tmp_path / "dist" / "site").exists()


@pytest.mark.parametrize(
    "target", ["../banks/keys.yaml", "../course.yaml", "03-check.quiz.yaml", "04-typo.qiuz.yaml"]
)
def test_what_holds_the_answers_is_no_download(tmp_path: Path, target: str) -> None:
    _linking(tmp_path, target)
    question = "{type: true-false, stem: Is it so?, answer: true}"
    keys = f"title: Keys\nquestions:\n  - {question}\n"
    quiz = f"questions:\n  - {question}\n"
    write_files(
        tmp_path / "content",
        {
            "banks/keys.yaml": keys,
            "01-first/03-check.quiz.yaml": quiz,
            "01-first/04-typo.qiuz.yaml": quiz,
        },
    )
    run("build", cwd=tmp_path)
    for path in (tmp_path / "dist").rglob("*.yaml"):
        assert "answer: true" not in path.read_text(), path
    for path in (tmp_path / "dist").rglob("*.imscc"):
        with zipfile.ZipFile(path) as package:
            assert not [name for name in package.namelist() if name.endswith(".yaml")]
