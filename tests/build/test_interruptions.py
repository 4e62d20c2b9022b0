"""Whatever happens to a build, `dist/` is one whole build and the next build goes on."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import time
from pathlib import Path

import psutil
import pytest

from courses import COURSEWRIGHT, SMALL, run, sums_hold, write_files

TRIES = 6
ENDS = 30  # seconds within which an orphan must be gone


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """Return a folder with a course that takes a while, built once."""
    lessons = {
        f"02-more/{n:02}-topic-{n}.md": f"# Lesson {n}\n\n```python\nx = {n}\n```\n" * 8
        for n in range(1, 41)
    }
    write_files(tmp_path / "content", {**SMALL, **lessons})
    done = run("build", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    return tmp_path


def _start(folder: Path, *arguments: str) -> subprocess.Popen[str]:
    variables = {**os.environ, "XDG_CACHE_HOME": str(folder / ".cache")}
    return subprocess.Popen(
        [str(COURSEWRIGHT), "build", *arguments],
        cwd=folder,
        env=variables,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def _change(folder: Path, number: int) -> None:
    code = "```python\nx = 1\n```\n"
    lessons = {
        f"02-more/{n:02}-topic-{n}.md": f"# Topic {n}\n\nVersion {number}.\n\n{code}"
        for n in range(1, 41)
    }
    write_files(folder / "content", lessons)


@pytest.mark.slow
@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL])
def test_a_build_may_be_killed_at_any_moment(course: Path, how: signal.Signals) -> None:
    rng = random.Random(int(how))
    for number in range(TRIES):
        _change(course, number)
        with _start(course) as process:
            time.sleep(rng.uniform(0.05, 1.5))
            workers = _workers(process.pid)
            process.send_signal(how)
            process.communicate(timeout=60)
        _, alive = psutil.wait_procs(workers, ENDS)
        assert not alive, f"workers outlive the build: {alive}"
        # Killed between two renames, the journal tells the next build how to go on.
        assert sums_hold(course / "dist") or (how is signal.SIGKILL and _journals(course / "dist"))
    done = run("build", cwd=course)
    assert done.returncode == 0, done.stderr
    assert sums_hold(course / "dist")
    last = (course / "dist" / "site" / "items" / "more-topic-1.html").read_text()
    assert f"Version {TRIES - 1}" in last
    assert not [p for p in (course / "dist").iterdir() if p.name.startswith(".staging")]


@pytest.mark.slow
def test_an_interruption_while_publishing_waits_for_the_end_of_it(tmp_path: Path) -> None:
    questions = "questions:\n  - {type: true-false, stem: Is it so?, answer: true}\n"
    quizzes = {f"02-more/{n:03}-quiz-{n}.quiz.yaml": questions for n in range(1, 200)}
    write_files(tmp_path / "content", {**SMALL, **quizzes})
    assert run("build", "blackboard", cwd=tmp_path).returncode == 0
    changed = {name: text.replace("so?", "not so?") for name, text in quizzes.items()}
    write_files(tmp_path / "content", changed)
    with _start(tmp_path, "blackboard") as process:
        while process.poll() is None and not _journals(tmp_path / "dist"):
            time.sleep(0.001)
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=60)
    assert sums_hold(tmp_path / "dist")
    assert not list((tmp_path / "dist").glob(".staging-*"))


def _journals(dist: Path) -> list[Path]:
    return list(dist.glob(".staging-*/journal*"))


def _workers(pid: int) -> list[psutil.Process]:
    try:
        return psutil.Process(pid).children(recursive=True)
    except psutil.NoSuchProcess:
        return []


def test_two_builds_at_once_leave_one_whole_build(course: Path) -> None:
    _change(course, 1)
    with _start(course) as first, _start(course, "--jobs", "1") as second:
        outputs = [first.communicate(timeout=120)[0], second.communicate(timeout=120)[0]]
    assert sums_hold(course / "dist"), outputs
    assert first.returncode == 0, outputs
    assert second.returncode == 0, outputs


def test_a_full_disk_is_said_in_words_and_keeps_the_last_build(tmp_path: Path) -> None:
    write_files(tmp_path / "content", SMALL)
    disk = tmp_path / "disk"
    disk.mkdir()
    script = (
        "set -eu\n"
        f"mount -t tmpfs -o size=1500k tmpfs {disk}\n"
        f"'{COURSEWRIGHT}' build --out {disk}/dist\n"
        f"cp {disk}/dist/SHA256SUMS before\n"
        f"dd if=/dev/urandom of=content/01-first/03-noise.bin bs=1k count=3000 2>/dev/null\n"
        f"'{COURSEWRIGHT}' build --out {disk}/dist && exit 9 || echo \"code $?\"\n"
        f"cmp before {disk}/dist/SHA256SUMS\n"
        f"cd {disk}/dist && sha256sum --check --quiet SHA256SUMS && ls -A\n"
    )
    alone = ["unshare", "--mount"] if os.geteuid() == 0 else ["unshare", "-r", "--mount"]
    variables = {**os.environ, "XDG_CACHE_HOME": str(tmp_path / ".cache")}
    done = subprocess.run(
        [*alone, "sh", "-c", script],
        cwd=tmp_path,
        env=variables,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "code 3" in done.stdout
    assert "the disk is full" in done.stderr
    assert ".staging" not in done.stdout
