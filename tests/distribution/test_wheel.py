"""The wheel alone builds a course: in an empty environment, on a machine without Node."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PARTS = ("minisearch", "imsss_v1p0.xsd", "axe.min.js", "virtual-screen-reader")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the wheel, built from this checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (made,) = folder.glob("*.whl")
    return made


def test_the_wheel_holds_what_comes_from_npm(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    for part in PARTS:
        assert any(part in name for name in names), part
    assert not any("node_modules" in name for name in names)
    assert not any(name.startswith(("tests/", "content/", "tools/")) for name in names)


@pytest.mark.slow
def test_the_wheel_builds_the_sample_course_without_node(wheel: Path, tmp_path: Path) -> None:
    environment = tmp_path / "empty"
    venv.create(environment, with_pip=True)
    pip = [
        str(environment / "bin" / "python"),
        "-m",
        "pip",
        "install",
        "--quiet",
        f"{wheel}[media]",
    ]
    subprocess.run(pip, check=True, capture_output=True)
    shutil.copytree(ROOT / "content", tmp_path / "content")
    variables = {
        "PATH": f"{environment / 'bin'}:{_without_node(tmp_path)}",
        "HOME": str(tmp_path),
        "LANG": os.environ.get("LANG", "C.UTF-8"),
        "COURSEWRIGHT_AUDIT": os.environ["COURSEWRIGHT_AUDIT"],
    }
    done = subprocess.run(
        ["coursewright", "build", "all", "--quiet"],
        cwd=tmp_path,
        env=variables,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    # Without the extras that execute and grade notebooks and make sound, nothing but that is told.
    told = [line for line in done.stderr.splitlines() if not line.startswith(" ")]
    expected = (
        "advice[notebook-is-executed]",
        "advice[lab-is-proved]",
        "warning[structural-code-is-spoken]",
    )
    assert all(any(rule in line for rule in expected) for line in told), done.stderr
    assert (tmp_path / "dist" / "canvas" / "how-to-be-an-ai-builder.imscc").is_file()


def _without_node(folder: Path) -> Path:
    """Return a folder of programs for PATH that has a shell's basics, and neither node nor npm."""
    programs = folder / "programs"
    programs.mkdir()
    for name in ("sh", "env"):
        found = shutil.which(name)
        assert found is not None
        (programs / name).symlink_to(found)
    assert shutil.which("node", path=str(programs)) is None
    return programs
