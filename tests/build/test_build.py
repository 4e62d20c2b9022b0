"""A build from end to end: the same bytes everywhere, nothing done twice, nothing from outside."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest

from courses import COURSEWRIGHT, SMALL, new_course, run, sums_hold, write_files

ROOT = Path(__file__).parents[2]
# What a page loads by itself; a link that a reader may follow is no load.
LOADS = re.compile(
    r"<(?:script|img|source|video|audio|track|iframe|embed|object|link)\b[^>]*?"
    r"\b(?:src|href|data|poster)=[\"'](?:https?:)?//[^\"']+|@import\s+[\"'(]|url\([\"']?(?:https?:)?//",
    re.IGNORECASE,
)
# XML 1.0 and the formats themselves name their schemas by address; nobody loads them.
PAGES = (".html", ".css", ".js", ".svg")


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder in which the sample course was built."""
    folder = tmp_path_factory.mktemp("sample")
    shutil.copytree(ROOT / "content", folder / "content")
    done = run("build", "all", cwd=folder)
    assert done.returncode == 0, done.stderr
    return folder


def test_the_sample_course_builds_without_a_warning(sample: Path) -> None:
    done = run("build", "all", "--quiet", cwd=sample)
    assert done.stderr == ""
    assert sums_hold(sample / "dist")


def test_sha256sum_agrees_with_the_sums(sample: Path) -> None:
    command = ["sha256sum", "--check", "--quiet", "SHA256SUMS"]
    subprocess.run(command, cwd=sample / "dist", check=True)


def test_every_artefact_of_the_sample_course_verifies(sample: Path) -> None:
    suffixes = (".zip", ".imscc", ".war", ".txt")
    public = [p for p in (sample / "dist").rglob("*") if "private" not in p.parts]
    files = [p for p in public if p.suffix in suffixes and "site" not in p.parts]
    assert len(files) >= 8
    done = run("verify", *files, cwd=sample)
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""


def test_two_folders_times_and_job_counts_give_the_same_bytes(sample: Path, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "content", tmp_path / "content")
    for path in (tmp_path / "content").rglob("*"):
        os.utime(path, (1, 1))
    arguments = ("build", "all", "--jobs", "1", "--out", "elsewhere")
    done = run(*arguments, cwd=tmp_path, PYTHONHASHSEED="7", TZ="Asia/Tokyo", LC_ALL="C")
    assert done.returncode == 0, done.stderr
    ours = (tmp_path / "elsewhere" / "SHA256SUMS").read_text()
    assert ours == (sample / "dist" / "SHA256SUMS").read_text()


def test_nothing_changed_touches_no_file(sample: Path) -> None:
    dist = sample / "dist"
    before = {path: path.stat().st_mtime_ns for path in dist.rglob("*")}
    done = run("build", "all", cwd=sample)
    assert "Nothing had changed" in done.stdout
    assert {path: path.stat().st_mtime_ns for path in dist.rglob("*")} == before


def test_the_report_is_of_the_last_build_also_when_nothing_had_changed(tmp_path: Path) -> None:
    write_files(tmp_path / "content", SMALL)
    report = tmp_path / "dist" / "reports" / "index.html"
    assert run("build", cwd=tmp_path).returncode == 0
    assert run("build", "--term", "nope", cwd=tmp_path).returncode == 1
    assert "failed" in report.read_text()
    assert run("build", cwd=tmp_path).returncode == 0
    assert "failed" not in report.read_text()


def test_one_changed_lesson_is_the_only_one_rendered_again(tmp_path: Path) -> None:
    lessons = {f"02-more/{n:02}-topic-{n}.md": f"# Lesson {n}\n\nText {n}.\n" for n in range(1, 31)}
    write_files(tmp_path / "content", {**SMALL, **lessons})
    assert run("build", cwd=tmp_path).returncode == 0
    entries = _entries(tmp_path / ".cache")
    write_files(tmp_path / "content", {"02-more/07-topic-7.md": "# Lesson 7\n\nNew words.\n"})
    assert run("build", cwd=tmp_path).returncode == 0
    # The fragment of the lesson, the six archives that hold it, and the memory of the whole build.
    assert len(_entries(tmp_path / ".cache") - entries) == 8


def _entries(cache: Path) -> set[str]:
    return {path.name for path in (cache / "coursewright").rglob("*") if path.is_file()}


def test_a_file_that_was_changed_in_dist_is_put_right(tmp_path: Path) -> None:
    write_files(tmp_path / "content", SMALL)
    assert run("build", cwd=tmp_path).returncode == 0
    page = tmp_path / "dist" / "site" / "index.html"
    page.write_text("somebody was here")
    assert "Wrote dist" in run("build", cwd=tmp_path).stdout
    assert sums_hold(tmp_path / "dist")


def test_a_build_of_one_target_keeps_the_others(tmp_path: Path) -> None:
    write_files(tmp_path / "content", SMALL)
    assert run("build", cwd=tmp_path).returncode == 0
    scorm = (tmp_path / "dist" / "scorm2004" / "small-scorm2004.zip").read_bytes()
    write_files(tmp_path / "content", {"01-first/01-welcome.md": "# Welcome\n\nNew.\n"})
    assert run("build", "canvas", cwd=tmp_path).returncode == 0
    assert (tmp_path / "dist" / "scorm2004" / "small-scorm2004.zip").read_bytes() == scorm
    assert sums_hold(tmp_path / "dist")


def test_coursera_embeds_the_very_scorm_package_also_when_built_alone(tmp_path: Path) -> None:
    write_files(tmp_path / "content", SMALL)
    assert run("build", "scorm2004", cwd=tmp_path).returncode == 0
    assert run("build", "coursera", "--out", "alone", cwd=tmp_path).returncode == 0
    scorm = (tmp_path / "dist" / "scorm2004" / "small-scorm2004.zip").read_bytes()
    with zipfile.ZipFile(tmp_path / "alone" / "coursera" / "small-coursera.zip") as bundle:
        (name,) = [name for name in bundle.namelist() if name.endswith("-scorm2004.zip")]
        assert bundle.read(name) == scorm
    assert not (tmp_path / "alone" / "scorm2004").exists()


def test_dates_appear_with_a_term_only(sample: Path) -> None:
    with zipfile.ZipFile(sample / "dist" / "canvas" / "how-to-be-an-ai-builder.imscc") as package:
        assert not _dates(package)
    done = run("build", "canvas", "--term", "2027-spring", "--out", "spring", cwd=sample)
    assert done.returncode == 0, done.stderr
    with zipfile.ZipFile(sample / "spring" / "canvas" / "how-to-be-an-ai-builder.imscc") as package:
        # 23:59 on 21 March 2027 in Berlin.
        assert "2027-03-21T22:59:00" in _dates(package)


def _dates(package: zipfile.ZipFile) -> set[str]:
    names = [name for name in package.namelist() if name.endswith(".xml")]
    texts = (package.read(name).decode() for name in names)
    found = (re.findall(r"<(?:due|unlock|lock)_at>([^<]+)<", text) for text in texts)
    return {each for dates in found for each in dates}


def test_no_page_loads_anything_from_elsewhere(sample: Path) -> None:
    for path in sorted((sample / "dist").rglob("*")):
        if path.suffix in PAGES:
            assert not LOADS.search(path.read_text("utf-8")), path
        elif path.suffix in (".zip", ".imscc", ".war"):
            _search_archive(path)


def _search_archive(path: Path) -> None:
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            if name.endswith(PAGES):
                text = archive.read(name).decode("utf-8")
                assert not LOADS.search(text), f"{path.name}!{name}"


@pytest.mark.parametrize("which", ["the skeleton", "the sample course"])
def test_a_build_needs_no_network(tmp_path: Path, which: str) -> None:
    if which == "the skeleton":
        new_course(tmp_path / "my-course")
    else:
        shutil.copytree(ROOT / "content", tmp_path / "my-course" / "content")
    alone = ["unshare", "--net"] if os.geteuid() == 0 else ["unshare", "--map-root-user", "--net"]
    variables = {**os.environ, "XDG_CACHE_HOME": str(tmp_path / "cache")}
    command = [*alone, str(COURSEWRIGHT), "build", "all"]
    done = subprocess.run(
        command,
        cwd=tmp_path / "my-course",
        env=variables,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert sums_hold(tmp_path / "my-course" / "dist")


def test_reordering_changes_no_id(tmp_path: Path) -> None:
    """A re-import must update what is there, never duplicate it."""
    before = new_course(tmp_path / "one")
    after = tmp_path / "two"
    shutil.copytree(before, after)
    module = after / "01-getting-started"
    (module / "01-welcome.md").rename(module / "09-welcome.md")
    for course in (before, after):
        assert run("build", "all", cwd=course).returncode == 0
    for package in ("canvas/one.imscc", "scorm2004/one-scorm2004.zip", "blackboard/one-course.zip"):
        assert _identifiers(before / "dist" / package) == _identifiers(after / "dist" / package)


def _identifiers(package: Path) -> set[str]:
    with zipfile.ZipFile(package) as archive:
        manifest = archive.read("imsmanifest.xml").decode()
        return set(re.findall(r'\bidentifier="([^"]+)"', manifest))
