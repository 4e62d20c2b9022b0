"""Lab images and graders for Coursera: the contract, run without Docker, and Dockerfiles."""

from __future__ import annotations

import io
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from courses import ROOT, run
from coursewright_packaging.verify import verify_file

HADOLINT = Path(sys.executable).with_name("hadolint")
LAB = "lab-1-1-script-transformation"


@pytest.fixture(scope="module")
def dist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the sample course's labs alone."""
    folder = tmp_path_factory.mktemp("graders")
    content = folder / "content"
    module = "01-llm-application-foundations"
    shutil.copytree(ROOT / "content" / module / LAB, content / module / LAB)
    settings = content / module / LAB / "metadata.yml"
    lines = settings.read_text("utf-8").splitlines(keepends=True)
    other = ("teaches:", "assesses:", "group:", "rubric:")
    settings.write_text("".join(line for line in lines if not line.startswith(other)), "utf-8")
    (content / "course.yaml").write_text("format: 1\nid: c\ntitle: C\nlanguage: en\n", "utf-8")
    done = run("build", "coursera", "private", cwd=folder)
    assert done.returncode == 0, done.stderr
    return folder / "dist"


def grader(dist: Path) -> Path:
    return dist / "private" / f"c-coursera-grader-{LAB}.zip"


def images(dist: Path) -> dict[str, zipfile.ZipFile]:
    with zipfile.ZipFile(dist / "coursera" / "c-coursera.zip") as bundle:
        lab = bundle.read(f"lab-images/{LAB}.zip")
    return {"lab": zipfile.ZipFile(io.BytesIO(lab)), "grader": zipfile.ZipFile(grader(dist))}


def changed(archive: Path, target: Path, name: str, content: bytes) -> Path:
    """Write a copy of an archive with one member's content replaced."""
    with zipfile.ZipFile(archive) as old, zipfile.ZipFile(target, "w") as new:
        for member in old.namelist():
            new.writestr(member, content if member == name else old.read(member))
    return target


def test_the_solution_gets_all_and_the_release_nothing(dist: Path) -> None:
    done = run("coursera", "check", cwd=dist.parent)
    assert done.returncode == 0, done.stdout
    solution, release, malformed = done.stdout.splitlines()
    assert solution == (
        f"{LAB}, solution: 1. 72 of 100 points. "
        "28 points wait for a person and are not part of this score."
    )
    assert release.startswith(f"{LAB}, release: 0. 0 of 100 points.")
    assert malformed.startswith(f"{LAB}, malformed: 0. ")


FAULTS = {
    "no feedback": ("grade.sh", b"exit 0\n", "there is no feedback.json"),
    "another exit code": ("grade.sh", b"echo gone >&2; exit 4\n", "it ended with 4: gone"),
    "a score beyond all": (
        "grade.sh",
        b'echo \'{"fractionalScore": 1.5, "feedback": ""}\' > "$SHARED_DIR/feedback.json"\n',
        "`fractionalScore` is 1.5",
    ),
    "a page that is not there": (
        "grade.sh",
        b'echo \'{"fractionalScore": 1, "feedback": "", "feedbackType": "HTML"}\''
        b' > "$SHARED_DIR/feedback.json"\n',
        "`feedbackType` promises htmlFeedback.html",
    ),
    "an engine that cannot start": (
        "engine/coursewright_runtime/grading/execute.py",
        b"raise SystemError\n",
        "it ended with 1",
    ),
    "everybody gets nothing": (
        "grade.sh",
        b'echo \'{"fractionalScore": 0, "feedback": ""}\' > "$SHARED_DIR/feedback.json"\n',
        "fractionalScore is 0; the solution should have 1",
    ),
    "a style sheet that cannot be read": (
        "stylesheet.css",
        b"\xff",
        "The grader could not grade this",
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_grader_that_breaks_its_contract_is_told(fault: str, dist: Path, tmp_path: Path) -> None:
    name, content, told = FAULTS[fault]
    broken = changed(grader(dist), tmp_path / "grader.zip", name, content)
    done = run("coursera", "check", broken, cwd=tmp_path)
    assert done.returncode == 1
    assert told in done.stdout, done.stdout


def test_both_images_are_sound(dist: Path, tmp_path: Path) -> None:
    verified = verify_file(grader(dist), "grader.zip")
    assert (verified.kind, verified.diagnostics) == ("Coursera image", ())
    assert HADOLINT.is_file(), "hadolint is missing; run ./bootstrap"
    for name, image in images(dist).items():
        image.extract("Dockerfile", tmp_path / name)
        command = [str(HADOLINT), str(tmp_path / name / "Dockerfile")]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert (done.returncode, done.stdout) == (0, "")


def test_the_lab_image_starts_as_the_platform_asks(dist: Path) -> None:
    image = images(dist)["lab"]
    assert '"autosaveInterval": 120' in image.read("overrides.json").decode()
    assert 'c.IdentityProvider.token = ""' in image.read("jupyter_server_config.py").decode()
    assert "WORKSPACE_TYPE" in image.read("start-lab.sh").decode()
    assert not [name for name in image.namelist() if "tests/" in name or "solution" in name]
