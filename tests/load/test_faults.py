"""Faulty courses, each in a folder named after its fault, and what an author is told about them."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

import pytest

from clips import plain_clip
from courses import SMALL, documented_course, run, write_files
from coursewright.diagnostics.registry import weighable
from papers import plain_pdf

FAULTS = Path(__file__).parents[1] / "faults"
NAMES = sorted(path.name for path in FAULTS.iterdir())
EXPECTED = "expected.txt"
# A line that a slow machine shows and a quick one does not.
PROGRESS = re.compile(r"^[a-z ]+: \d+ of \d+\n", re.MULTILINE)


@pytest.mark.parametrize("name", NAMES)
def test_a_fault_is_told_as_agreed(name: str, tmp_path: Path, regen: bool) -> None:
    shutil.copytree(FAULTS / name, tmp_path / name, ignore=shutil.ignore_patterns(EXPECTED))
    terms = sorted(path.stem for path in (tmp_path / name).glob("terms/*.yaml"))
    chosen = ["--term", terms[0]] if terms else []
    done = run("check", "--content", name, *chosen, cwd=tmp_path)
    assert "Traceback" not in done.stderr
    told = f"{PROGRESS.sub('', done.stderr)}\n{done.stdout}exit code {done.returncode}\n"
    expected = FAULTS / name / EXPECTED
    if regen:
        expected.write_text(told, "utf-8")
    assert told == expected.read_text("utf-8")
    assert any(f"{word}[" in told for word in ("error", "warning", "advice"))


DECIDED = "audio_description: {not_needed: Nothing is shown.}\n"


def _link_out(course: Path) -> None:
    (course / "01-first" / "03-passwords.txt").symlink_to("/etc/passwd")


def _link_to_folder(course: Path) -> None:
    (course / "01-first" / "03-loop").symlink_to(course)


def _link_to_nothing(course: Path) -> None:
    (course / "01-first" / "03-gone.md").symlink_to("gone.md")


def _utf16(course: Path) -> None:
    (course / "01-first" / "03-wide.md").write_bytes("# Wide\n".encode("utf-16"))


def _latin(course: Path) -> None:
    (course / "01-first" / "03-latin.md").write_bytes("# Tea\n\nCafé\n".encode("latin-1"))


def _latin_captions(course: Path) -> None:
    text = "WEBVTT\n\n00:01.000 --> 00:02.000\nCafé.\n"
    track = "{language: fr, file: pour.vtt}"
    files = {
        "pour.vtt": text.encode("latin-1"),
        "pour.mp4": b"\0",
        "03-pour.video.yaml": f"media: pour.mp4\ncaptions: [{track}]\n{DECIDED}",
    }
    write_files(course / "01-first", files)


def _zero_bytes(course: Path) -> None:
    (course / "01-first" / "03-zero.md").write_bytes(b"# Zero\n\n\0\n")


def _deep(course: Path) -> None:
    (course / "01-first" / "03-deep.quiz.yaml").write_text("questions:\n  " + "[" * 5000)


def _crashing(course: Path) -> None:
    text = "questions:\n  " + "[" * 400_000 + "]" * 400_000
    (course / "01-first" / "03-deep.quiz.yaml").write_text(text)


def _huge(course: Path) -> None:
    with (course / "01-first" / "03-huge.md").open("wb") as file:
        file.truncate(6 << 20)


def _control(course: Path) -> None:
    (course / "01-first" / "03-new\nline.md").write_text("# Line\n")


def _turned(course: Path) -> None:
    (course / "01-first" / "03-\u202egnp.md").write_text("# Turned\n")


def _isolated(course: Path) -> None:
    (course / "01-first" / "03-\u2068gnp.md").write_text("# Isolated\n")


def _backslash(course: Path) -> None:
    (course / "01-first" / "03-..\\b.md").write_text("# Backslash\n")


def _no_unicode(course: Path) -> None:
    name = os.fsencode(course / "01-first") + b"/03-caf\xe9.md"
    Path(os.fsdecode(name)).write_text("# No Unicode\n")


COPY = "hint: Copy the file into the course folder."
RENAME = "hint: Rename the file."
SAVE = "hint: Save the file as UTF-8."
MADE: dict[str, tuple[Callable[[Path], None], list[str]]] = {
    "a link that leaves the course": (
        _link_out,
        [
            "01-first/03-passwords.txt: error[file-stays-in-course] "
            "the link points out of the course folder",
            COPY,
        ],
    ),
    "a link to a folder": (
        _link_to_folder,
        [
            "01-first/03-loop: error[file-stays-in-course] "
            "the link points at a folder, which could make the course endless",
            COPY,
        ],
    ),
    "a link to nothing": (
        _link_to_nothing,
        ["01-first/03-gone.md: error[file-stays-in-course] the link points at nothing", COPY],
    ),
    "UTF-16": (
        _utf16,
        ["01-first/03-wide.md: error[text-is-utf8] the file is UTF-16; text must be UTF-8", SAVE],
    ),
    "Latin-1": (
        _latin,
        [
            "01-first/03-latin.md:3:4: error[text-is-utf8] "
            "byte 0xe9 is no UTF-8; it may be Latin-1 or Windows-1252",
            "3 | Caf\ufffd",
            "|    ^",
            SAVE,
        ],
    ),
    "captions in Latin-1": (
        _latin_captions,
        [
            "01-first/pour.vtt:4:4: error[text-is-utf8] "
            "byte 0xe9 is no UTF-8; it may be Latin-1 or Windows-1252",
            "4 | Caf\ufffd.",
            "|    ^",
            SAVE,
        ],
    ),
    "zero bytes": (
        _zero_bytes,
        [
            "01-first/03-zero.md:3:1: error[text-is-utf8] the file has a NUL character",
            "3 | \\u0000",
            SAVE,
        ],
    ),
    "YAML nested five thousand deep": (
        _deep,
        [
            "01-first/03-deep.quiz.yaml:2:52: error[yaml-stays-small] "
            "the YAML is nested more than 50 levels deep",
            f"2 |   {'[' * 158}",
            f"| {' ' * 51}^",
            "hint: Write out what aliases (`*name`) repeat, take away brackets that are too many, "
            "or split it.",
        ],
    ),
    "YAML nested deep enough to crash a parser": (
        _crashing,
        [
            "01-first/03-deep.quiz.yaml:2:52: error[yaml-stays-small] "
            "the YAML is nested more than 50 levels deep",
            f"2 |   {'[' * 158}",
            f"| {' ' * 51}^",
            "hint: Write out what aliases (`*name`) repeat, take away brackets that are too many, "
            "or split it.",
        ],
    ),
    "an absurdly large file": (
        _huge,
        [
            "01-first/03-huge.md: error[text-is-not-huge] "
            "the file has 6,291,456 bytes; text may have 5,242,880",
            "hint: Split the file, or move data and pictures out of it.",
        ],
    ),
    "a line break in a name": (
        _control,
        [
            "01-first/03-new\\u000aline.md: error[file-name-is-plain] "
            "the name has the character U+000A, which platforms refuse",
            RENAME,
        ],
    ),
    "a direction mark in a name": (
        _turned,
        [
            "01-first/03-\\u202egnp.md: error[file-name-is-plain] "
            "the name has the invisible direction mark U+202E",
            RENAME,
        ],
    ),
    "an isolating direction mark in a name": (
        _isolated,
        [
            "01-first/03-\\u2068gnp.md: error[file-name-is-plain] "
            "the name has the invisible direction mark U+2068",
            RENAME,
        ],
    ),
    "a path in a name": (
        _backslash,
        [
            "01-first/03-..\\b.md: error[file-name-is-plain] "
            "the name has the character U+005C, which platforms refuse",
            RENAME,
        ],
    ),
    "a name that is no Unicode": (
        _no_unicode,
        [
            "01-first/03-caf\\udce9.md: error[file-name-is-plain] "
            "the name has the character U+DCE9, which platforms refuse",
            RENAME,
        ],
    ),
}


@pytest.mark.parametrize("name", MADE)
def test_a_fault_that_git_cannot_hold_has_its_own_message(name: str, tmp_path: Path) -> None:
    make, told = MADE[name]
    write_files(tmp_path / "content", SMALL)
    make(tmp_path / "content")
    done = run("check", cwd=tmp_path)
    assert done.returncode == 1
    lines = PROGRESS.sub("", done.stderr).splitlines()
    assert [line.strip() for line in lines] == told
    assert done.stdout.splitlines()[0] == "content: 1 error"


def test_a_pipe_among_the_files_is_not_waited_for(tmp_path: Path) -> None:
    write_files(tmp_path / "content", SMALL)
    os.mkfifo(tmp_path / "content" / "01-first" / "03-pipe.md")
    done = run("check", cwd=tmp_path)
    assert done.returncode == 0, done.stderr


NAMES_OF_THE_WORLD = [
    "grüße",
    "naïveté",
    "日本語",
    "中文 名字",
    "العربية",
    "עברית",
    "می\u200cخواهم",
    "ක්\u200dෂ",
    "a b 'c' & d",
]


def test_names_in_any_script_are_welcome(tmp_path: Path) -> None:
    content = write_files(tmp_path / "content", SMALL)
    for number, name in enumerate(NAMES_OF_THE_WORLD, 1):
        module = f"{number + 1:02}-{name}"
        page = f"# {name}\n\n![{name}]({quote(name)}.svg) [next](<02-{name} check.quiz.yaml>)\n"
        picture = "<svg xmlns='http://www.w3.org/2000/svg'/>"
        write_files(
            content / module,
            {
                f"01-{name}.md": page,
                f"02-{name} check.quiz.yaml": SMALL["01-first/02-check.quiz.yaml"],
                f"03-{name} sheet.pdf": plain_pdf(),
                f"{name}.svg": picture,
            },
        )
    done = run("build", "all", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    packages = [path for path in (tmp_path / "dist").rglob("*") if path.suffix in PACKAGES]
    assert len(packages) >= 4
    verified = run("verify", *sorted(packages), cwd=tmp_path)
    assert verified.returncode == 0, verified.stderr


PACKAGES = (".zip", ".imscc", ".war")


def test_a_broken_file_does_not_keep_the_others_from_being_checked() -> None:
    told = (FAULTS / "three-files-broken-at-once" / EXPECTED).read_text("utf-8")
    for name in ("course.yaml: warning", "02-check.quiz.yaml:", "03-more.md:"):
        assert name in told


def test_a_broken_course_file_publishes_nothing(tmp_path: Path) -> None:
    write_files(tmp_path / "content", {**SMALL, "course.yaml": "title: 5\n"})
    done = run("build", "site", cwd=tmp_path)
    assert done.returncode == 1
    assert not (tmp_path / "dist" / "site").exists()


def test_yaml_files_may_end_in_yml(tmp_path: Path) -> None:
    content = documented_course(tmp_path / "content", lab=True)
    for path in sorted(content.rglob("*.yaml")):
        path.rename(path.with_suffix(".yml"))
    for path in sorted(content.rglob("metadata.yml")):
        path.rename(path.with_suffix(".yaml"))
    for path in sorted(content.rglob("*.md")):
        path.write_text(path.read_text("utf-8").replace(".yaml", ".yml"), "utf-8")
    done = run("check", "--term", "spring", "--quiet", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")


def test_what_a_course_refers_to_is_no_stray(tmp_path: Path) -> None:
    page = "# T\n\n[sheet](sheet.md), [data](03-data/a.csv), [book](book.ipynb)\n"
    files = {
        "01-first/01-welcome.md": page,
        "01-first/sheet.md": "Print me.\n",
        "01-first/book.ipynb": "{}",
        "01-first/03-data/a.csv": "a\n",
        "01-first/notes.txt": "",
        "01-first/README.md": "For us.\n",
        "README.md": "For us.\n",
        "LICENSE": "",
        "todo.md": "",
        "mkdocs.yml": "",
        "drafts/idea.md": "",
    }
    write_files(tmp_path / "content", {**SMALL, **files})
    done = run("check", "--quiet", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")


def _errors(name: str) -> set[str]:
    expected = FAULTS / name / EXPECTED
    told = expected.read_text("utf-8") if expected.exists() else ""
    return set(re.findall(r"error\[([a-z-]+)\]", told))


# Faults that a course may forgive; what is left must be packages without a fault.
FORGIVEN = {name: _errors(name) for name in NAMES if _errors(name) and _errors(name) <= weighable()}


@pytest.mark.parametrize("name", FORGIVEN)
def test_a_rule_that_a_course_may_switch_off_breaks_no_build(name: str, tmp_path: Path) -> None:
    shutil.copytree(FAULTS / name, tmp_path / name, ignore=shutil.ignore_patterns(EXPECTED))
    file = tmp_path / name / "course.yaml"
    switched = "".join(f"  {rule}: off\n" for rule in sorted(FORGIVEN[name]))
    file.write_text(f"{file.read_text('utf-8')}rules:\n{switched}", "utf-8")
    for video in (tmp_path / name).rglob("*.mp4"):
        shutil.copy(plain_clip(), video)  # builds look into it, checks do not
    done = run("build", "all", "--content", name, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
