"""Whatever a course says, its packages for all platforms verify clean."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from courses import run, write_files

TEXT = st.text(
    st.sampled_from("aZ 09&<>\"'*:-.,!?%#é日ש🎈\u0301_=/\\"), min_size=1, max_size=30
).map(lambda text: f"Is {text.strip()} so")
NUMBER = st.integers(-1000, 1000)


@st.composite
def _questions(draw: st.DrawFn) -> dict[str, Any]:
    stem = draw(TEXT)
    answers = draw(st.lists(TEXT, min_size=2, max_size=5, unique_by=str.casefold))
    options = [{"text": text, "correct": number == 0} for number, text in enumerate(answers)]
    number = draw(NUMBER)
    return draw(
        st.sampled_from(
            [
                {"type": "multiple-choice", "stem": stem, "options": options},
                {"type": "multiple-answer", "stem": stem, "options": options},
                {"type": "true-false", "stem": stem, "answer": draw(st.booleans())},
                {"type": "numeric", "stem": stem, "answers": [{"exact": number, "tolerance": 1}]},
                {"type": "essay", "stem": stem},
            ]
        )
    )


@st.composite
def _courses(draw: st.DrawFn) -> dict[str, str]:
    settings_ = {"format": 1, "id": "random", "title": draw(TEXT), "language": "en"}
    files = {"course.yaml": yaml.safe_dump({**settings_, "date": "2026-01-01"})}
    for number in range(draw(st.integers(1, 3))):
        title, text = draw(TEXT), draw(TEXT)
        head = yaml.safe_dump({"title": title}, allow_unicode=True)
        files[f"01-part/0{number}-page-{number}.md"] = f"---\n{head}---\n```\n{text}\n```\n"
    questions = draw(st.lists(_questions(), min_size=1, max_size=6))
    rows = [{"id": f"q{number}", **question} for number, question in enumerate(questions)]
    files["01-part/09-check.quiz.yaml"] = yaml.safe_dump(
        {"title": draw(TEXT), "questions": rows}, allow_unicode=True
    )
    return files


@pytest.mark.slow
# Each builds for every platform, so that few are tried and none is shrunk.
@settings(
    max_examples=6,
    deadline=None,
    phases=[Phase.generate],
    suppress_health_check=[*HealthCheck],
)
@given(_courses())
def test_its_packages_are_clean(files: dict[str, str]) -> None:
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        write_files(folder / "content", files)
        done = run("build", "all", "--jobs", "1", cwd=folder)
        assert done.returncode == 0, done.stderr
        packages = [
            path.relative_to(folder)
            for path in sorted((folder / "dist").rglob("*"))
            if path.suffix in (".zip", ".imscc", ".war")
            or (path.suffix == ".txt" and path.parent.parent.name == "questions")
        ]
        assert len(packages) >= 6
        verified = run("verify", *packages, cwd=folder)
        assert verified.returncode == 0, verified.stderr
        assert "warning[" not in verified.stderr, verified.stderr
