"""`dist/` holds one whole build, whatever happens to the process that writes it."""

from __future__ import annotations

import hashlib
import json
import os
import signal
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from coursewright.engine.staging import SUMS, open_staging, read_sums
from coursewright.errors import EnvironmentFault

OWNED = frozenset({"site", "canvas"})


def _build(dist: Path, files: dict[str, str], owned: frozenset[str] = OWNED) -> None:
    with open_staging(dist) as staging:
        for path, text in files.items():
            target = staging.new / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text)
        staging.publish({path: _sha(text) for path, text in files.items()}, owned)


def _sha(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _whole(dist: Path) -> bool:
    sums = read_sums(dist)
    return bool(sums) and all(
        (dist / path).is_file() and _sha((dist / path).read_text()) == sha
        for path, sha in sums.items()
    )


def _tree(dist: Path) -> list[str]:
    return sorted(p.relative_to(dist).as_posix() for p in dist.rglob("*") if p.is_file())


def test_a_build_replaces_what_it_owns_and_removes_what_it_no_longer_makes(tmp_path: Path) -> None:
    _build(tmp_path, {"site/a.html": "1", "site/b.html": "1", "canvas/old.imscc": "1"})
    _build(tmp_path, {"site/a.html": "2", "canvas/new.imscc": "2"})
    assert _tree(tmp_path) == [SUMS, "canvas/new.imscc", "site/a.html"]
    assert _whole(tmp_path)


def test_a_build_of_one_target_keeps_the_lines_of_the_others(tmp_path: Path) -> None:
    _build(tmp_path, {"site/a.html": "1", "canvas/x.imscc": "1"})
    _build(tmp_path, {"canvas/x.imscc": "2"}, frozenset({"canvas"}))
    assert read_sums(tmp_path) == {"site/a.html": _sha("1"), "canvas/x.imscc": _sha("2")}
    assert _whole(tmp_path)


def test_sums_are_written_as_sha256sum_reads_them(tmp_path: Path) -> None:
    _build(tmp_path, {"site/a.html": "1", "canvas/x.imscc": "2"})
    checked = subprocess.run(
        ["sha256sum", "--check", "--strict", SUMS], cwd=tmp_path, capture_output=True, text=True
    )
    assert checked.returncode == 0, checked.stdout + checked.stderr


def test_an_exception_changes_nothing_and_leaves_nothing(tmp_path: Path) -> None:
    _build(tmp_path, {"site/a.html": "1"})
    with pytest.raises(RuntimeError, match="boom"):
        _fail_in_the_middle(tmp_path)
    assert _tree(tmp_path) == [SUMS, "site/a.html"]
    assert not list(tmp_path.glob(".staging-*"))


def test_two_open_builds_do_not_touch_each_other(tmp_path: Path) -> None:
    with open_staging(tmp_path) as first, open_staging(tmp_path) as second:
        assert first.new != second.new
        assert first.new.is_dir()
        assert second.new.is_dir()


def test_an_unwritable_place_is_one_clear_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(EnvironmentFault, match="cannot write to"), open_staging(tmp_path / "file"):
        pass


def _fail_in_the_middle(dist: Path) -> None:
    with open_staging(dist) as staging:
        (staging.new / "site").mkdir()
        raise RuntimeError("boom")


KILLED = """
import hashlib, os, signal, sys
from pathlib import Path
from coursewright.engine import staging as module

dist, label, stop_after = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
count = 0
original = Path.replace

def replace(self, target):
    global count
    if count == stop_after:
        os.kill(os.getpid(), signal.SIGKILL)
    count += 1
    return original(self, target)

Path.replace = replace
files = {f"canvas/{n}.imscc": label for n in range(4)} | {"site/index.html": label}
sums = {p: hashlib.sha256(t.encode()).hexdigest() for p, t in files.items()}
with module.open_staging(dist) as staging:
    for path, text in files.items():
        (staging.new / path).parent.mkdir(parents=True, exist_ok=True)
        (staging.new / path).write_text(text)
    staging.publish(sums, frozenset({"site", "canvas"}))
"""


@pytest.mark.parametrize("stop_after", range(6))
def test_a_process_killed_between_renames_is_finished_by_the_next(
    tmp_path: Path, stop_after: int
) -> None:
    script = [sys.executable, "-c", textwrap.dedent(KILLED), str(tmp_path)]
    subprocess.run([*script, "old", "99"], check=True)
    assert _whole(tmp_path)
    killed = subprocess.run([*script, "new", str(stop_after)])
    assert (killed.returncode == -signal.SIGKILL) == (stop_after < 5)
    with open_staging(tmp_path):
        pass  # any next build, even one that publishes nothing
    assert _whole(tmp_path)
    assert {(tmp_path / path).read_text() for path in read_sums(tmp_path)} == {"new"}
    assert not list(tmp_path.glob(".staging-*"))


HOLDING = """
import sys, time
from pathlib import Path
from coursewright.engine.staging import open_staging
with open_staging(Path(sys.argv[1])) as staging:
    (staging.new / "half").write_text("half")
    print("ready", flush=True)
    time.sleep(60)
"""


def test_the_folder_of_a_killed_build_is_cleared_and_that_of_a_living_one_kept(
    tmp_path: Path,
) -> None:
    command = [sys.executable, "-c", textwrap.dedent(HOLDING), str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        with open_staging(tmp_path):
            assert len(list(tmp_path.glob(".staging-*"))) == 2
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
    with open_staging(tmp_path):
        assert len(list(tmp_path.glob(".staging-*"))) == 1


def test_what_nobody_built_is_never_replaced(tmp_path: Path) -> None:
    _build(tmp_path, {"site/a.html": "1"})
    (tmp_path / "site" / "CNAME").write_text("example.org")
    with pytest.raises(EnvironmentFault, match="site/CNAME"):
        _build(tmp_path, {"site/a.html": "2"})
    assert (tmp_path / "site" / "CNAME").read_text() == "example.org"
    assert _whole(tmp_path)


def test_a_folder_where_a_file_must_go_is_refused_before_anything_moves(tmp_path: Path) -> None:
    _build(tmp_path, {"site/a.html": "1", "canvas/x.imscc": "1"})
    (tmp_path / "canvas" / "y.imscc").mkdir()
    with pytest.raises(EnvironmentFault, match=r"canvas/y\.imscc"):
        _build(tmp_path, {"site/a.html": "2", "canvas/y.imscc": "2"})
    assert _whole(tmp_path)
    assert not list(tmp_path.glob(".staging-*"))


@pytest.mark.parametrize("path", ["../victim.txt", "canvas/../../victim.txt", "/{root}/victim.txt"])
def test_a_strangers_dist_cannot_lead_out_of_it(tmp_path: Path, path: str) -> None:
    victim = tmp_path / "victim.txt"
    victim.write_text("mine")
    dist = tmp_path / "dist"
    staging = dist / ".staging-1"
    staging.mkdir(parents=True)
    path = path.format(root=str(tmp_path).strip("/"))
    (dist / SUMS).write_text(f"00  {path}\n")
    journal = {"moves": ["../moved"], "gone": [path], "sums": {}}
    (staging / "journal.json").write_text(json.dumps(journal))
    _build(dist, {"site/a.html": "1"})
    assert victim.read_text() == "mine"
    assert not (tmp_path / "moved").exists()
    assert _whole(dist)


def test_a_link_in_dist_leads_nowhere(tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (tmp_path / "dist").mkdir()
    (tmp_path / "dist" / "canvas").symlink_to(elsewhere)
    with pytest.raises(EnvironmentFault, match="canvas"):
        _build(tmp_path / "dist", {"canvas/x.imscc": "1"})
    assert not list(elsewhere.iterdir())


@pytest.mark.parametrize("broken", [b"{", b"[]", b'{"moves": 1}', b"\xff\xfe"])
def test_a_broken_journal_is_cleared_away(tmp_path: Path, broken: bytes) -> None:
    staging = tmp_path / ".staging-1"
    staging.mkdir()
    (staging / "journal.json").write_bytes(broken)
    (tmp_path / SUMS).write_bytes(b"\xff\xfe")
    _build(tmp_path, {"site/a.html": "1"})
    assert _tree(tmp_path) == [SUMS, "site/a.html"]
