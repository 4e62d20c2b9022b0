"""The program as people type it: words, streams and exit codes."""

from __future__ import annotations

import fcntl
import json
import os
import pty
import re
import select
import signal
import socket
import struct
import subprocess
import sys
import termios
import time
import urllib.request
import zipfile
from pathlib import Path

import pytest
from lxml import etree

from courses import COURSEWRIGHT, SMALL, new_course, run, write_files

COMMANDS = ["build", "check", "diff", "doctor", "explain", "new", "serve", "verify"]
HEAVY = ["docx", "jinja2", "jsonschema", "lxml", "markdown_it", "nbformat", "pygments", "yaml"]


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """Return a folder with a course in `content/`."""
    write_files(tmp_path / "content", SMALL)
    return tmp_path


def test_help_lists_every_command_and_loads_nothing_heavy(tmp_path: Path) -> None:
    shown = run("--help", cwd=tmp_path)
    assert shown.returncode == 0
    for command in COMMANDS:
        assert re.search(rf"^  {command} ", shown.stdout, re.MULTILINE)
    script = (
        "import os, sys\nfrom coursewright.cli.main import main\nos._exit = sys.exit\n"
        "sys.argv = ['coursewright', '--help']\n"
        f"try:\n    main()\nfinally:\n    print([m for m in {HEAVY} if m in sys.modules])"
    )
    loaded = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert loaded.stdout.splitlines()[-1] == "[]"


def test_a_check_does_not_build_the_grammar_that_costs_seconds(small: Path) -> None:
    script = (
        "import os, sys\nfrom coursewright.cli.main import main\nos._exit = sys.exit\n"
        "sys.argv = ['coursewright', 'check', '--jobs', '1']\n"
        "try:\n    main()\nfinally:\n    print(sys.modules.get('rfc3987_syntax'))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=small, capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines()[-1] == "None"


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself(tmp_path: Path, command: str) -> None:
    shown = run(command, "--help", cwd=tmp_path)
    assert shown.returncode == 0
    assert shown.stdout.startswith("Usage: ")


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["bild"], 2, "Did you mean `build`?"),
        (["build", "canvs"], 2, "did you mean `canvas`?"),
        (["build", "--job", "2"], 2, "--jobs"),
        (["build", "--jobs", "0"], 2, "--jobs"),
        (["build", "--content", "nowhere"], 3, "there is no folder `nowhere`"),
        (["build", "--term", "spring"], 1, "spring"),
        (["explain", "link-resolve"], 2, "link-resolves"),
        (["verify", "nowhere.zip"], 2, "nowhere.zip"),
    ],
)
def test_a_slip_is_answered_with_what_to_do(
    small: Path, arguments: list[str], code: int, words: str
) -> None:
    done = run(*arguments, cwd=small)
    assert done.returncode == code, done.stdout + done.stderr
    assert words in done.stderr
    assert "Traceback" not in done.stderr


def test_build_alone_builds_all_and_says_what_it_wrote(small: Path) -> None:
    build = COURSEWRIGHT.with_name("build")
    variables = {**os.environ, "XDG_CACHE_HOME": str(small / ".cache")}
    done = subprocess.run(
        [str(build)], cwd=small, env=variables, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    for name in ("Canvas", "SCORM 2004", "Blackboard", "Coursera Labs", "Web site"):
        assert name in done.stdout
    assert "Wrote dist" in done.stdout
    again = run("build", "all", cwd=small)
    assert "Nothing had changed" in again.stdout


def test_a_mistake_is_shown_with_its_line_and_keeps_the_last_good_output(small: Path) -> None:
    assert run("build", cwd=small).returncode == 0
    before = (small / "dist" / "SHA256SUMS").read_bytes()
    write_files(small / "content", {"01-first/01-welcome.md": "# Welcome\n\n[gone](nowhere.md)\n"})
    done = run("build", cwd=small)
    assert done.returncode == 1
    assert "01-first/01-welcome.md:3:8: error[link-resolves]" in done.stderr
    assert "[gone](nowhere.md)" in done.stderr
    assert "Nothing in dist was replaced" in done.stdout
    assert (small / "dist" / "SHA256SUMS").read_bytes() == before
    report = (small / "dist" / "reports" / "index.html").read_text()
    assert "link-resolves" in report


def test_ci_servers_get_junit(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "bad.zip", "w") as archive:
        archive.writestr("imsmanifest.xml", '<manifest xmlns="urn:x\x07"/>')
    write_files(tmp_path, {"good.txt": "TF\tWater is wet\ttrue\n"})
    done = run("verify", "--format", "junit", "bad.zip", "good.txt", cwd=tmp_path)
    assert done.returncode == 1
    bad, good = etree.fromstring(done.stdout.encode())
    assert dict(bad.attrib) == {"name": "bad.zip", "tests": "1", "failures": "1", "errors": "0"}
    assert bad.find("testcase").get("name") == "package-kind-is-known"
    assert bad.find("testcase/failure").get("type") == "package-kind-is-known"
    assert "imsmanifest.xml:0: " in (bad.findtext("testcase/failure") or "")
    assert [case.get("name") for case in good] == ["no problems"]
    assert len(good[0]) == 0


def test_machines_get_json_sarif_and_github(small: Path) -> None:
    write_files(small / "content", {"01-first/01-welcome.md": "# Welcome\n\n[gone](nowhere.md)\n"})
    found = json.loads(run("check", "--format", "json", cwd=small).stdout)
    assert found["diagnostics"][0]["rule"] == "link-resolves"
    assert found["diagnostics"][0]["line"] == 3
    sarif = json.loads(run("check", "--format", "sarif", cwd=small).stdout)
    (result,) = sarif["runs"][0]["results"]
    assert result["ruleId"] == "link-resolves"
    github = run("check", "--format", "github", cwd=small).stdout
    assert github.startswith("::error file=")
    assert "line=3" in github


def test_code_hosts_get_paths_from_the_repository(small: Path) -> None:
    write_files(small / "content", {"01-first/01-welcome.md": "# Welcome\n\n[gone](nowhere.md)\n"})

    def told(folder: Path, content: str) -> list[str]:
        sarif = json.loads(_checked("sarif", folder, content))
        (place,) = sarif["runs"][0]["results"][0]["locations"]
        uri = place["physicalLocation"]["artifactLocation"]["uri"]
        file = re.search(r"file=([^,]*),", _checked("github", folder, content))
        assert file is not None
        return [uri, file[1]]

    assert told(small, "content") == ["content/01-first/01-welcome.md"] * 2
    (small / ".git").mkdir()
    assert told(small / "content", ".") == ["content/01-first/01-welcome.md"] * 2
    (small / ".git").rmdir()
    # A second work tree has a file of that name.
    write_files(small / "content", {".git": "gitdir: /somewhere/else\n"})
    assert told(small, "content") == ["01-first/01-welcome.md"] * 2


def _checked(form: str, folder: Path, content: str) -> str:
    return run("check", "--format", form, "--content", content, cwd=folder).stdout


@pytest.mark.parametrize("columns", [60, 80])
def test_messages_fill_the_terminal_and_break_between_words(small: Path, columns: int) -> None:
    long = "a-rather-long-name-of-a-file-that-is-not-there.md"
    text = f"# Welcome\n\n[gone]({long}) and {'more words ' * 20}\n"
    write_files(small / "content", {"01-first/01-welcome.md": text})
    shown = _in_terminal(small, "check", "--no-color", columns=columns).replace("\r\n", "\n")
    assert max(map(len, shown.splitlines())) <= columns
    assert long in shown
    assert "error[link-resolves]" in shown
    piped = run("check", cwd=small).stderr
    assert f'error[link-resolves] "{long}" leads nowhere\n' in piped


def test_a_pipe_gets_no_colours_and_a_terminal_does(small: Path) -> None:
    write_files(small / "content", {"01-first/01-welcome.md": "# Welcome\n\n[gone](nowhere.md)\n"})
    assert "\x1b[" not in run("check", cwd=small).stderr
    assert "\x1b[" in _in_terminal(small, "check")
    assert "\x1b[" not in _in_terminal(small, "check", "--no-color")


def _in_terminal(folder: Path, *arguments: str, columns: int = 100) -> str:
    parent, child = pty.openpty()
    fcntl.ioctl(child, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))
    variables = {**os.environ, "XDG_CACHE_HOME": str(folder / ".cache"), "TERM": "xterm"}
    variables.pop("NO_COLOR", None)
    variables.pop("COLUMNS", None)
    with subprocess.Popen(
        [str(COURSEWRIGHT), *arguments],
        cwd=folder,
        env=variables,
        stdin=child,
        stdout=child,
        stderr=child,
    ) as process:
        os.close(child)
        shown = b""
        while select.select([parent], [], [], 60)[0]:
            try:
                shown += os.read(parent, 65536)
            except OSError:  # the other side was closed
                break
        process.wait(60)
    os.close(parent)
    return shown.decode()


def test_new_course_builds_all_four_without_an_edit_and_without_a_warning(tmp_path: Path) -> None:
    course = new_course(tmp_path / "my-course")
    ignored = (course / ".gitignore").read_text().splitlines()
    assert {"/dist/", "/grades/"} <= {*ignored}
    done = run("build", "all", cwd=course)
    assert done.returncode == 0, done.stderr
    assert "warning" not in done.stderr
    dist = course / "dist"
    made = {path.relative_to(dist).as_posix() for path in dist.rglob("*.*")}
    assert {
        "scorm2004/my-course-scorm2004.zip",
        "canvas/my-course.imscc",
        "cartridge/my-course-cc11.imscc",
        "blackboard/my-course-building-block.war",
        "blackboard/my-course-course.zip",
        "coursera/my-course-coursera.zip",
        "site/index.html",
        "reports/index.html",
        "reports/losses.json",
        "reports/build.json",
        "reports/content-hashes.json",
    } <= made
    for target in ("scorm2004", "canvas", "blackboard", "cartridge", "coursera"):
        assert (dist / target / "upload.html").is_file()
    archives = [path for path in dist.rglob("*") if path.suffix in (".zip", ".imscc", ".war")]
    verified = run("verify", *archives, cwd=course)
    assert verified.returncode == 0, verified.stderr


def test_a_folder_that_is_not_empty_is_not_overwritten(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "thesis.txt").write_text("years of work")
    done = run("new", "course", tmp_path / "mine", cwd=tmp_path)
    assert done.returncode == 2
    assert "not empty" in done.stderr
    assert [path.name for path in (tmp_path / "mine").iterdir()] == ["thesis.txt"]


def test_verify_tells_what_a_file_is_and_refuses_what_is_none(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "holiday.zip", "w") as archive:
        archive.writestr("beach.txt", "sun")
    done = run("verify", "holiday.zip", cwd=tmp_path)
    assert done.returncode == 1
    assert "package-kind-is-known" in done.stderr


def test_doctor_names_what_is_there_and_how_to_get_what_is_not(tmp_path: Path) -> None:
    done = run("doctor", cwd=tmp_path)
    for name in (
        "git",
        "Node",
        "Chromium",
        "ffmpeg",
        "espeak-ng",
        "bubblewrap",
        "PyAV",
        "nbgrader",
        "Jupyter",
    ):
        assert re.search(rf"^  found +{name}.* \w", done.stdout, re.MULTILINE), name
    assert "LICENSE" not in done.stdout
    without = run("doctor", cwd=tmp_path, PATH="/nowhere")
    assert "apt-get install" in without.stdout + without.stderr


def test_serve_shows_the_site_until_it_is_interrupted(small: Path) -> None:
    assert run("build", "site", cwd=small).returncode == 0
    command = [str(COURSEWRIGHT), "serve", "--port", "0"]
    with subprocess.Popen(command, cwd=small, stdout=subprocess.PIPE, text=True) as server:
        try:
            assert server.stdout is not None
            address = re.search(r"http://\S+/", server.stdout.readline())
            assert address is not None
            with urllib.request.urlopen(address[0]) as page:
                assert b"Small course" in page.read()
        finally:
            server.send_signal(signal.SIGINT)
    assert server.returncode == 0


def test_serve_on_a_port_in_use_says_what_to_do(small: Path) -> None:
    write_files(small, {"dist/site/index.html": "<!DOCTYPE html><title>Small</title>"})
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = run("serve", "--port", str(port), cwd=small)
    assert done.returncode == 3
    assert f"port {port} is in use" in done.stderr
    assert "serve --port 0" in done.stderr
    assert done.stderr.count("\n") == 1


def test_serve_without_a_site_says_how_to_make_one(tmp_path: Path) -> None:
    done = run("serve", cwd=tmp_path)
    assert done.returncode == 3
    assert "build site" in done.stderr


def test_an_interrupted_build_says_so_and_leaves_nothing_half_done(small: Path) -> None:
    text = "word " * 4000
    lessons = {f"02-more/{n:03}-topic-{n}.md": f"# Topic {n}\n\n{text}" for n in range(99)}
    write_files(small / "content", lessons)
    variables = {**os.environ, "XDG_CACHE_HOME": str(small / ".cache")}
    with subprocess.Popen(
        [str(COURSEWRIGHT), "build"], cwd=small, env=variables, stderr=subprocess.PIPE, text=True
    ) as process:
        while not (small / "dist").exists() and process.poll() is None:
            time.sleep(0.01)
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "interrupted" in said
    assert not (small / "dist" / "SHA256SUMS").exists()
