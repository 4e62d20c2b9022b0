"""Which walls there are, and that each limit holds with control groups and without."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from coursewright_runtime.grading import server
from coursewright_runtime.grading.cgroups import ROOT as ROOT_OF_GROUPS
from coursewright_runtime.grading.cgroups import ControlGroup, make_group
from coursewright_runtime.grading.execute import Executor
from coursewright_runtime.grading.lab import GraderLab
from coursewright_runtime.grading.walls import Mode, NoWall, find_wall
from walls.labs import NOTEBOOK, SAMPLES, cells_of_sample, notebook, submit
from walls.test_hostile_submissions import LOOTERS, hand_in, points, told

ROOT = Path(__file__).parents[2]
ROOMS = ("builder", "packaging", "runtime", "schemas", "tests")
SCRIPT = Path(__file__).with_name("grade_elsewhere.py")
HUNGRY = [
    "fork-bomb",
    "memory-bomb",
    "memory-bomb-of-children",
    "memory-bomb-of-nameless-files",
    "fills-the-disk",
    "prints-gigabytes",
]
OF_ONE_USER = ["nothing", "reads-hidden-tests", "reads-the-memory-of-others", "reads-proc",
               "traces-processes", "searches-its-own-memory", "changes-the-graders-files",
               "kills-the-grader", "writes-result-files", "leaves-a-daemon",
               "inherited-descriptors", "links-to-the-tests", "fills-the-disk-with-names",
               "number-that-fits-every-tolerance", "patches-pytest"]  # fmt: skip
ELSEWHERE = ["reads-hidden-tests", "kills-the-grader", "writes-result-files", "leaves-a-daemon",
                "inherited-descriptors", "catches-the-time-limit"]  # fmt: skip
OF_AN_ORDINARY_USER = [*ELSEWHERE, "writes-outside-of-its-folder", "reads-the-memory-of-others",
                       "traces-processes", "mounts-and-unmounts"]  # fmt: skip


def test_grading_refuses_to_start_without_a_wall(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(NoWall, match="apt-get install bubblewrap"):
        find_wall()
    assert find_wall("unsafe").mode is Mode.UNSAFE


def test_a_wall_that_does_not_stand_is_none(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    fake = tmp_path / "bwrap"
    fake.write_text("#!/bin/sh\necho no namespaces >&2\nexit 1\n", encoding="utf-8")
    fake.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    with pytest.raises(NoWall, match="no namespaces"):
        find_wall()


def test_a_container_that_cannot_part_users_wants_to_empty_the_lab(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    with pytest.raises(NoWall, match="another user"):
        find_wall("container")
    assert find_wall("container", consume=True).consume


@pytest.fixture(params=["control groups", "rlimits alone"])
def limited(
    request: pytest.FixtureRequest, lab: GraderLab, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Executor]:
    """Return an executor with, and one without control groups."""
    if request.param == "rlimits alone":
        monkeypatch.setattr(server, "make_group", lambda *_: ControlGroup())
    with Executor(lab, find_wall()) as made:
        yield made


@pytest.mark.parametrize("attack", HUNGRY)
def test_limits_hold(attack: str, limited: Executor, tmp_path: Path) -> None:
    execution = limited.execute(hand_in(attack, tmp_path / attack))
    assert points(execution) == 0
    assert "held" not in told(execution)
    solution = (SAMPLES / "lab" / "solution" / "answer.py").read_text("utf-8")
    texts = {"answer.py": solution, NOTEBOOK: notebook(cells_of_sample())}
    assert points(limited.execute(submit(tmp_path / "good", texts))) == pytest.approx(25)


@pytest.mark.skipif(os.geteuid() != 0, reason="needs the right to make control groups")
def test_a_control_group_limits_its_processes() -> None:
    group = make_group(64 << 20, 5)
    try:
        assert group.folders
        code = "import sys; sys.stdin.read(); b = bytearray(200 << 20); print('had it')"
        child = subprocess.Popen(
            [sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        group.add(child.pid)
        assert b"had it" not in child.communicate(b"")[0]
    finally:
        group.remove()
    assert not any(folder.exists() for folder in group.folders)


@pytest.mark.skipif(os.geteuid() != 0, reason="needs the right to make control groups")
def test_a_run_leaves_no_control_group(lab: GraderLab, tmp_path: Path) -> None:
    def groups() -> set[Path]:
        return {path for path in ROOT_OF_GROUPS.rglob("coursewright-*") if path.is_dir()}

    before = groups()
    with Executor(lab, find_wall()) as executor:
        executor.execute(hand_in("fork-bomb", tmp_path / "it"))
        made = groups() - before
        assert made
    assert not made & groups()


def test_version_2_makes_its_group_where_controllers_are_handed_on(tmp_path: Path) -> None:
    scope = tmp_path / "user.slice" / "app.slice" / "shell.scope"
    scope.mkdir(parents=True)
    for folder, handed_on in ((tmp_path, "memory pids cpu"), (scope.parent, "memory pids"),
                              (scope, "")):  # fmt: skip
        (folder / "cgroup.controllers").write_text("cpu memory pids\n")
        (folder / "cgroup.subtree_control").write_text(f"{handed_on}\n")
    (scope.parent / "coursewright-999999999-left").mkdir()
    own = tmp_path / "own"
    own.write_text("0::/user.slice/app.slice/shell.scope\n")
    (folder,) = make_group(1 << 20, 5, tmp_path, own).folders
    assert folder.parent == scope.parent
    values = {path.name: path.read_text() for path in folder.iterdir()}
    assert values == {"memory.max": "1048576", "memory.swap.max": "0", "pids.max": "5"}
    assert not (scope.parent / "coursewright-999999999-left").exists()


def test_version_1_makes_a_group_for_each_controller(tmp_path: Path) -> None:
    for controller in ("memory", "pids"):
        (tmp_path / controller / "docker").mkdir(parents=True)
    own = tmp_path / "own"
    own.write_text("4:memory:/docker\n3:pids:/elsewhere\n2:cpu,cpuacct:/docker\n0::/\n")
    memory, pids = make_group(1 << 20, 5, tmp_path, own).folders
    assert (memory.parent, pids.parent) == (tmp_path / "memory" / "docker", tmp_path / "pids")
    assert (memory / "memory.limit_in_bytes").read_text() == "1048576"
    assert (pids / "pids.max").read_text() == "5"


def test_where_nothing_may_be_limited_there_is_no_group(tmp_path: Path) -> None:
    assert make_group(1 << 20, 5, tmp_path).folders == []


def _container(data: Path, one_user: bool = False) -> list[str]:
    """Return the command of a container with users of its own, and Python readable by all.

    one_user: let it have an ordinary user alone, and none of the samples.
    """
    command = ["bwrap", "--die-with-parent", "--unshare-pid", "--unshare-net", "--unshare-ipc",
               "--cap-add", "ALL", "--proc", "/proc", "--dev", "/dev", "--ro-bind", "/usr", "/usr",
               "--symlink", "usr/lib", "/lib", "--symlink", "usr/lib64", "/lib64",
               "--symlink", "usr/bin", "/bin", "--perms", "1777", "--tmpfs", "/tmp"]  # fmt: skip
    if not sys.base_prefix.startswith("/usr"):
        for parent in reversed(Path(sys.base_prefix).parents[:-1]):
            command += ["--perms", "0755", "--dir", str(parent)]
        command += ["--ro-bind", sys.base_prefix, sys.base_prefix]
    command += ["--ro-bind", sys.prefix, "/python"]
    if one_user:
        command += ["--unshare-user", "--uid", "1000", "--gid", "1000", "--cap-drop", "ALL",
                    "--as-pid-1"]  # fmt: skip
        for name in ("grade_elsewhere.py", "conftest.py", "labs.py"):
            command += ["--ro-bind", str(SCRIPT.with_name(name)), f"/code/tests/walls/{name}"]
    for name in ROOMS[:-1] if one_user else ROOMS:
        command += ["--ro-bind", str(ROOT / name), f"/code/{name}"]
    return [*command, "--bind", str(data), "/data", "--setenv", "PYTHONPATH",
            "/code/builder:/code/packaging:/code/runtime:/code/schemas:/code/tests",
            "/python/bin/python", "/code/tests/walls/grade_elsewhere.py"]  # fmt: skip


@pytest.mark.skipif(os.geteuid() != 0, reason="needs root, to have several users in a container")
def test_in_a_container_learners_and_tests_are_different_users(
    lab: GraderLab, tmp_path: Path
) -> None:
    (tmp_path / "data").mkdir()
    laid_out = _laid_out(tmp_path / "data", lab, ELSEWHERE)
    names = ["/data/lab", *(f"/data/{name}" for name in laid_out)]
    head, *lines = _graded([*_container(tmp_path / "data"), "container", *names])
    assert head["users"] == [65533, 65534]
    assert [line["points"] for line in lines] == pytest.approx([0, 25] * len(ELSEWHERE))
    assert "SECRET" not in json.dumps(lines)


@pytest.mark.slow
@pytest.mark.parametrize("attack", OF_ONE_USER)
def test_in_a_container_of_one_user_nothing_is_read_or_forged(
    attack: str, lab: GraderLab, tmp_path: Path
) -> None:
    data = tmp_path / "data"
    shutil.copytree(lab.folder, data / "lab")
    if attack == "nothing":
        solution = (SAMPLES / "lab" / "solution" / "answer.py").read_text("utf-8")
        texts = {"answer.py": solution, NOTEBOOK: notebook(cells_of_sample())}
        submit(data / "it", texts)
    else:
        hand_in(attack, data / "it")
    command = _container(data, one_user=True)
    head, line = _graded([*command, "container-of-one-user", "/data/lab", "/data/it"])
    assert head == {"users": [None, None], "consume": True}
    assert line["points"] == pytest.approx(25 if attack == "nothing" else 0)
    assert line["people"] == [f"{NOTEBOOK}#explain"]
    assert "SECRET" not in json.dumps(line)
    if "def loot" in (data / "it" / "answer.py").read_text("utf-8"):
        assert any("loot: []" in told for told in line["loot"]), line


def test_an_ordinary_user_has_the_same_wall(lab: GraderLab, tmp_path: Path) -> None:
    laid_out = _laid_out(tmp_path, lab, OF_AN_ORDINARY_USER)
    names = [str(tmp_path / name) for name in laid_out]
    user = ["bwrap", "--unshare-user", "--uid", "1000", "--gid", "1000", "--dev-bind", "/", "/"]
    roots = ":".join(str(ROOT / name) for name in ROOMS)
    command = [
        *user,
        "--proc",
        "/proc",
        "--setenv",
        "PYTHONPATH",
        roots,
        sys.executable,
        str(SCRIPT),
    ]
    head, *lines = _graded([*command, "bubblewrap", str(tmp_path / "lab"), *names])
    assert head["users"] == [None, None]
    assert [line["points"] for line in lines] == pytest.approx([0, 25] * len(OF_AN_ORDINARY_USER))
    assert "SECRET" not in json.dumps(lines)
    for attack, line in zip(OF_AN_ORDINARY_USER, lines[::2], strict=True):
        if attack in LOOTERS:
            assert any("loot: []" in told for told in line["loot"]), (attack, line)


def _laid_out(folder: Path, lab: GraderLab, attacks: Sequence[str]) -> list[str]:
    """Put the lab and submissions into a folder; return the names of these in order."""
    shutil.copytree(lab.folder, folder / "lab")
    (folder / "lab").chmod(0o700)
    solution = (SAMPLES / "lab" / "solution" / "answer.py").read_text("utf-8")
    texts = {"answer.py": solution, NOTEBOOK: notebook(cells_of_sample())}
    submit(folder / "good", texts)
    for attack in attacks:
        hand_in(attack, folder / attack)
    return [name for attack in attacks for name in (attack, "good")]


def _graded(command: list[str]) -> list[dict[str, Any]]:
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    return [json.loads(line) for line in ran.stdout.splitlines()]


def test_told_is_for_learners(executor: Executor, tmp_path: Path) -> None:
    execution = executor.execute(hand_in("malformed-notebook", tmp_path / "it"))
    assert "notebook.ipynb is no notebook; open it in Jupyter, save it, try again." in told(
        execution
    )
