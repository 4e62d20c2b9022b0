"""Tests that start programs: they run on the learner's side, and data come back."""

import importlib.util
import io
import os
import pickle
import subprocess
import sys
from pathlib import Path
from unittest import mock

import config
import pytest

MAIN = [sys.executable, "main.py"]


def test_run():
    done = subprocess.run([*MAIN, "Ada"], capture_output=True, text=True, input="x\n", check=True)
    assert (done.returncode, done.stdout, done.stderr) == (0, "Hello Ada default\nX\n", "")
    assert Path("made.txt").read_text() == "made"


def test_check_output_and_call(tmp_path):
    assert subprocess.check_output(MAIN) == b"Hello default\n"
    assert subprocess.call([*MAIN, "--fail"], stdout=subprocess.DEVNULL) == 3
    assert subprocess.getoutput("echo $HOME; exit 0")
    with (tmp_path / "out.txt").open("wb") as file:
        subprocess.run(MAIN, stdout=file, check=True)
    assert (tmp_path / "out.txt").read_bytes() == b"Hello default\n"


def test_errors():
    with pytest.raises(subprocess.CalledProcessError) as caught:
        subprocess.run([*MAIN, "--fail"], check=True, capture_output=True, text=True)
    assert caught.value.returncode == 3
    assert caught.value.stderr == "no\n"
    with pytest.raises(FileNotFoundError):
        subprocess.run(["no-such-program"])
    with pytest.raises(subprocess.TimeoutExpired):
        subprocess.run([*MAIN, "--sleep"], timeout=0.5, capture_output=True)


def test_popen():
    with subprocess.Popen(MAIN, stdout=subprocess.PIPE, text=True, cwd=Path.cwd()) as process:
        assert process.stdout.read() == "Hello default\n"
    assert process.returncode == 0
    both = subprocess.Popen([*MAIN, "--fail"], stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    assert both.communicate(b"in\n") == (b"Hello --fail default\nIN\nno\n", None)


def test_the_shell():
    assert os.system("test -f main.py") == 0
    assert os.waitstatus_to_exitcode(os.system("exit 4")) == 4
    assert os.popen("echo one two").read() == "one two\n"


def test_a_program_runs_where_the_learner_may_be():
    # Not at all processes: without a box, those of others that grade at the same time are seen.
    look = "import glob, os; print(glob.glob('/lab/*') + glob.glob(f'/proc/{os.getppid()}/root/lab/*'))"
    assert subprocess.check_output([sys.executable, "-c", look], text=True) == "[]\n"


def _by_file():
    spec = importlib.util.spec_from_file_location("other", "config.py")
    spec.loader.exec_module(importlib.util.module_from_spec(spec))


def _unpickled():
    pickle.loads(b"cos\nsystem\n(S'true'\ntR.")


@pytest.mark.parametrize(
    "ask",
    [
        lambda: os.fork(),
        lambda: os.execv("/bin/true", ["true"]),
        lambda: os.posix_spawn("/bin/true", ["true"], {}),
        lambda: exec(Path("config.py").read_text(), {}),
        _by_file,
        _unpickled,
        lambda: subprocess.Popen(MAIN, stdin=subprocess.PIPE).stdin,
        lambda: subprocess.Popen(MAIN, preexec_fn=print),
        lambda: __import__("multiprocessing").get_context("spawn").Process(target=print).start(),
    ],
)
def test_what_would_run_here_is_refused(ask):
    with pytest.raises(BaseException, match="isolation: shared") as caught:
        ask()
    assert not isinstance(caught.value, Exception)


def test_mocks_take_orders_from_the_test_alone():
    fake = mock.MagicMock()
    for name in ("reset_mock", "configure_mock", "attach_mock", "mock_add_spec", "return_value",
                 "side_effect", "call_args", "mock_calls", "assert_called"):  # fmt: skip
        assert config.reach(fake, name) == "AttributeError"
        assert config.reach(fake.child, name) == "AttributeError"
        assert config.reach(mock.create_autospec(len), name) == "AttributeError"
    assert config.reach(mock.create_autospec(len), "mock") == "AttributeError"
    assert config.reach(fake, "child") == "reached"
    assert fake.mock_calls == []


def test_the_runner_takes_orders_from_the_test_alone(monkeypatch, capsys, request):
    for thing, name in ((monkeypatch, "setattr"), (capsys, "readouterr"), (request, "node")):
        assert config.reach(thing, name) == "AttributeError"
    assert config.reach(io.StringIO(), "getvalue") == "reached"
