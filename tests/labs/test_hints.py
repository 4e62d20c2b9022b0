"""Hints come one after another, in the lab and on pages, and keep the solution to themselves."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest

from coursewright.compile.hints import hint_data, hint_module, with_hint_cell
from coursewright.learner.lab_hints import DATA, Hints
from coursewright.model import items
from coursewright.model.source import Place
from coursewright.targets.lab_notes import lab_hints
from coursewright.theme import strings

ROOT = Path(__file__).parents[2]
LEARNER = ROOT / "builder/coursewright/learner/lab_hints.py"
MODULE = ROOT / "content/01-llm-application-foundations"
WORDS = strings("en")
LEVELS = ("Look at zebras.", "Zebras have stripes: <b>.", "Count the stripes of the zebras.")
LAB: items.Lab[Any] = items.Lab(
    id="lab-1",
    title="Lab",
    body=None,
    place=Place("lab/metadata.yml", 1, 1),
    folder="lab",
    notebook="notebook.ipynb",
    hints=(("part_1", LEVELS), ("part_2", LEVELS[:1])),
    solutions=(("part_1", "Forty-two."),),
    disclosure=items.Disclosure(attempts=2, minutes=5, contact="Ask Ada."),
)
PUBLIC = replace(LAB, disclosure=items.Disclosure(public=True))


def interpreters() -> list[str]:
    """Return the Pythons from 3.9 to 3.11 that are installed; a shim that starts none is none."""
    kept = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv")) / "versions"
    found = [str(path) for path in sorted(kept.glob("3.*/bin/python3.*"))]
    found += [each for minor in (9, 10, 11) if (each := shutil.which(f"python3.{minor}"))]
    wanted = {each: None for each in found if each.endswith(("3.9", "3.10", "3.11"))}
    return [each for each in wanted if _starts(each)] or [sys.executable]


def _starts(python: str) -> bool:
    return subprocess.run([python, "-c", ""], capture_output=True, check=False).returncode == 0


def ask(folder: Path, lab: items.Lab[Any], *lines: str, **environment: str) -> list[str]:
    """Return what `%hint` says to each line, in one IPython, as in a released lab."""
    (folder / "lab_hints.py").write_text(hint_module(lab, WORDS), "utf-8")
    cells = ["%load_ext lab_hints", *(f"print('---')\n%hint {line}" for line in lines)]
    script = (
        "import sys; from IPython.core.interactiveshell import InteractiveShell as Shell\n"
        "shell = Shell.instance()\n"
        f"for cell in {cells!r}: shell.run_cell(cell).raise_error()\n"
    )
    home = {"IPYTHONDIR": str(folder / ".ipython"), "PYTHONPATH": str(folder), **environment}
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=folder,
        env=home,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    return [each.strip() for each in done.stdout.split("---")[1:]]


def test_hints_are_shown_one_after_another(tmp_path: Path) -> None:
    first, second, third, end, again, back, other = ask(
        tmp_path, LAB, *["part_1"] * 5, "part_1 2", ""
    )
    assert first == f"Hint 1: {LEVELS[0]}\nType %hint part_1 again for the next one."
    assert second.startswith(f"Hint 2: {LEVELS[1]}\n")
    assert third.startswith(f"Hint 3: {LEVELS[2]}\n")
    assert end == again == "Solution: Ask Ada."
    assert back == second
    assert other == "Hints there are for: part_1, part_2"
    lines = [json.loads(line) for line in (tmp_path / ".hint-use.jsonl").read_text().splitlines()]
    assert [(line["part"], line["level"]) for line in lines] == [("part_1", n) for n in range(1, 5)]
    assert all(set(line) == {"lab", "part", "level", "at"} for line in lines)


def test_a_later_session_goes_on_and_a_level_cannot_be_skipped(tmp_path: Path) -> None:
    assert LEVELS[0] in ask(tmp_path, LAB, "part_1 3")[0]
    assert LEVELS[1] in ask(tmp_path, LAB, "part_1")[0]
    (only, still) = ask(tmp_path, LAB, "part_2", "part_2")
    assert only == still == f"Hint 1: {LEVELS[0]}"


def test_a_public_solution_is_shown_and_another_is_not_in_the_file(tmp_path: Path) -> None:
    assert ask(tmp_path, PUBLIC, *["part_1"] * 4)[3] == "Solution: Forty-two."
    assert "Forty-two" not in json.dumps(_data(LAB))


@pytest.fixture
def service() -> Iterator[str]:
    """Return the address of a service that gives a solution."""

    class Service(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200 if self.path == "/lab-1/part_1/solution" else 404)
            self.end_headers()
            self.wfile.write(b'{"text": "From the service."}')

    with HTTPServer(("127.0.0.1", 0), Service) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def test_a_service_gives_the_solution_where_the_environment_names_one(
    tmp_path: Path, service: str
) -> None:
    said = ask(tmp_path, LAB, *["part_1"] * 4, COURSEWRIGHT_HINTS=service)
    assert said[3] == "Solution: From the service."
    said = ask(tmp_path, LAB, "part_1", COURSEWRIGHT_HINTS="http://127.0.0.1:9")
    assert said == ["Solution: Ask Ada."]


def _data(lab: items.Lab[Any]) -> Any:
    scope: dict[str, Any] = {}
    exec(compile(hint_module(lab, WORDS), "lab_hints.py", "exec"), scope)
    return scope["read"](scope["DATA"])


def test_hints_cannot_be_read_at_a_glance() -> None:
    module = hint_module(LAB, WORDS)
    assert DATA == ""
    assert not any(word in module for word in ("zebra", "Zebra", "stripes", "Ada", "Forty"))


def test_a_use_file_of_anybody_does_no_harm(tmp_path: Path) -> None:
    use = tmp_path / "use"
    use.write_bytes(b'\xff\n{"lab": "lab-1", "part": "part_1", "level": 99}\n[]\n{}\nnull\n')
    hints = Hints(_data(LAB), use)
    assert hints.answer("part_1").startswith("Hint 1")
    use.write_text('{"lab": "lab-1", "part": "part_1", "level": 99}\n[]\n{}\nnull\n1\n')
    assert Hints(_data(LAB), use).answer("part_1") == "Solution: Ask Ada."
    assert Hints(_data(LAB), tmp_path / "none" / "use").answer("part_1").startswith("Hint 1")


def test_the_data_for_the_runtime_hold_everything() -> None:
    data = hint_data(LAB, WORDS)
    assert data["parts"][0] == {
        "part": "part_1",
        "levels": list(LEVELS),
        "solution": "Forty-two.",
    }
    assert data["unlock"] == {"attempts": 2, "minutes": 5}
    assert (data["lab"], data["public"], data["contact"]) == ("lab-1", False, "Ask Ada.")
    assert json.loads(json.dumps(data)) == data


def test_pages_disclose_each_hint_inside_the_one_before() -> None:
    page = str(lab_hints(LAB, WORDS))
    one, two, three, end = (
        page.index(f"<summary>{name}</summary>")
        for name in ("Hint 1", "Hint 2", "Hint 3", "Solution")
    )
    assert one < two < three < end
    assert "</details>" not in page[one:end]
    assert "&lt;b&gt;" in page
    assert "Ask Ada." in page
    assert "Forty-two" not in page
    assert "Forty-two." in lab_hints(PUBLIC, WORDS)


def test_the_released_notebook_loads_the_magic_first_and_only_in_python() -> None:
    book: dict[str, Any] = {"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    (cell,) = json.loads(with_hint_cell(json.dumps(book)))["cells"]
    assert "%load_ext lab_hints" in "".join(cell["source"])
    julia = json.dumps({**book, "metadata": {"kernelspec": {"language": "julia"}}})
    assert with_hint_cell(julia) == julia
    loaded = with_hint_cell(json.dumps(book))
    assert with_hint_cell(loaded) == loaded


LEARNERS_FILES = [
    LEARNER,
    *sorted(MODULE.glob("lab-*/starter_code/*.py")),
    *sorted(MODULE.glob("lab-*/tests/*.py")),
]


@pytest.mark.parametrize("python", interpreters())
def test_what_learners_run_is_read_by_every_interpreter_there_is(
    python: str, tmp_path: Path
) -> None:
    for path in LEARNERS_FILES:
        compiled = f"compile(open({str(path)!r}).read(), 'f', 'exec')"
        subprocess.run([python, "-c", compiled], check=True, timeout=60)
    (tmp_path / "lab_hints.py").write_text(hint_module(LAB, WORDS), "utf-8")
    script = (
        "import lab_hints as h, pathlib; hints = h.Hints(h.read(h.DATA), pathlib.Path('use'));"
        "print(hints.answer('part_1'))"
    )
    done = subprocess.run(
        [python, "-c", script], cwd=tmp_path, capture_output=True, text=True, check=True, timeout=60
    )
    assert LEVELS[0] in done.stdout


def test_what_learners_run_keeps_to_python_3_9() -> None:
    ruff = Path(sys.executable).with_name("ruff")
    rules = ["--isolated", "--target-version", "py39", "--select", "E9,F,FA102"]
    done = subprocess.run(
        [ruff, "check", *rules, *LEARNERS_FILES], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout
