"""`notebooks validate` and `build`: what is executed, remembered, shown and reported."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from notebook_courses import course_of, examined, notebook

from courses import run, write_files

_KERNEL = """
from ipykernel.kernelapp import IPKernelApp
from ipykernel.kernelbase import Kernel

class Upper(Kernel):
    implementation, implementation_version, banner = "upper", "1", "upper"
    language_info = {"name": "upper", "mimetype": "text/plain", "file_extension": ".up"}

    def do_execute(self, code, silent, store_history=True, user_expressions=None,
                   allow_stdin=False):
        text = {"name": "stdout", "text": code.upper()}
        self.send_response(self.iopub_socket, "stream", text)
        return {"status": "ok", "execution_count": self.execution_count, "payload": [],
                "user_expressions": {}}

IPKernelApp.launch_instance(kernel_class=Upper)
"""
_UPPER = {"name": "upper", "display_name": "Upper", "language": "upper"}


def _records(course: Path) -> list[dict[str, Any]]:
    report = json.loads((course.parent / "out/reports/notebooks.json").read_bytes())
    records = report["notebooks"]
    assert isinstance(records, list)
    return records


def _said(found: Any) -> list[tuple[str, str]]:
    return [(each.rule, each.message) for each in found.diagnostics]


def test_an_unchanged_notebook_is_never_run_again(tmp_path: Path) -> None:
    """Each execution leaves a line in a file outside of the course."""
    log = tmp_path / "log"
    count = f"with open({str(log)!r}, 'a') as f:\n    f.write('x')"
    course = course_of(tmp_path, notebook(count), notebook(count + "\nopen('data.csv').read()"))
    write_files(course, {"01-first/data.csv": "1", "01-first/03-text.md": "# Text\n"})
    examined(course)
    assert log.read_text() == "xx"
    write_files(course, {"01-first/03-text.md": "# Another text\n"})
    stored = (course / "01-first/01-page-1.ipynb").read_text().replace("stored", "older")
    write_files(course, {"01-first/01-page-1.ipynb": stored})
    examined(course)
    assert log.read_text() == "xx", "lessons and stored outputs are nothing that a notebook reads"
    write_files(course, {"01-first/data.csv": "2"})
    examined(course)
    assert log.read_text() == "xxxx", "both could read the file"


def test_a_notebook_cannot_change_the_course(tmp_path: Path) -> None:
    """It runs in a copy: what it writes and removes there is gone afterwards."""
    spoil = "import os\nopen('new', 'w').write('x')\nos.remove('data.csv')\nos.getcwd()"
    course = course_of(tmp_path, notebook(spoil), **{"01-first/data.csv": "1"})
    before = sorted((str(p), p.read_bytes()) for p in course.rglob("*") if p.is_file())
    found = examined(course)
    assert not found.diagnostics
    assert sorted((str(p), p.read_bytes()) for p in course.rglob("*") if p.is_file()) == before
    (text,) = found.executed.texts.values()
    assert "/course/01-first" in text


def test_sees_its_folder_and_what_belongs_to_no_module(tmp_path: Path) -> None:
    """Other modules, items and settings are out of sight, so that editing them runs nothing."""
    look = "import os\nsorted(os.path.join(a, f) for a, _, fs in os.walk('..') for f in fs)"
    files = {
        "01-first/own.csv": "1",
        "01-first/05-text.md": "# Text\n",
        "02-second/01-text.md": "# Text\n",
        "02-second/other.csv": "1",
        "data/shared.csv": "1",
        "helpers.py": "",
    }
    (text,) = examined(course_of(tmp_path, notebook(look), **files)).executed.texts.values()
    shown = "".join(json.loads(text)["cells"][1]["outputs"][0]["data"]["text/plain"])
    assert eval(shown) == ["../01-first/own.csv", "../data/shared.csv", "../helpers.py"]


def test_secrets_of_the_environment_stay_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only variables that the author names reach a notebook; a new value is a new environment."""
    show = "import os\nprint(os.environ.get('TEA_API_KEY'), os.environ.get('OTHER_TOKEN'))"
    monkeypatch.setenv("TEA_API_KEY", "k1")
    monkeypatch.setenv("OTHER_TOKEN", "t1")
    (text,) = examined(course_of(tmp_path / "a", notebook(show))).executed.texts.values()
    assert "None None" in text
    named = course_of(
        tmp_path / "b", notebook(show), facts="notebooks: {environment: [TEA_API_KEY]}\n"
    )
    (text,) = examined(named).executed.texts.values()
    assert "k1 None" in text
    monkeypatch.setenv("TEA_API_KEY", "k2")
    (text,) = examined(named).executed.texts.values()
    assert "k2 None" in text


def test_twice_finds_what_does_not_repeat(tmp_path: Path) -> None:
    """Chance, time and the order of sets show; object addresses and folders do not count."""
    course = course_of(
        tmp_path,
        notebook(
            "import random\nrandom.random()",
            "import time\ntime.time_ns()",
            "list({'tea', 'leaf', 'cup', 'pot', 'water', 'kettle', 'spoon', 'sugar'})",
            "object(), __import__('os').getcwd(), __import__('tempfile').mkdtemp()[:5]",
            "random.seed(1)\nrandom.random()",
        ),
    )
    assert not examined(course).diagnostics
    found = examined(course, twice=True)
    assert [(each.rule, each.message.partition(":")[0]) for each in found.diagnostics] == [
        ("cell-repeats", "cell 2"),
        ("cell-repeats", "cell 3"),
        ("cell-repeats", "cell 4"),
    ]


def test_labs_run_with_solutions_and_declare_imports(tmp_path: Path) -> None:
    """A lab's solution runs; each package that its requirements do not list is named once."""
    lab = notebook(
        "import json, yaml\nimport helper\nfrom click.testing import CliRunner",
        "def f():\n    ### BEGIN SOLUTION\n    import lxml.etree\n    return helper.VALUE\n"
        "    ### END SOLUTION",
        "%pip --version\nassert f() == 3\nimport lxml",
    )
    files = {
        "01-first/lab-1/metadata.yml": "title: Lab\nfiles: [helper.py]\n",
        "01-first/lab-1/notebook.ipynb": lab,
        "01-first/lab-1/helper.py": "VALUE = 3\n",
        "01-first/lab-1/requirements.txt": "PyYAML>=6  # settings\n",
    }
    found = examined(course_of(tmp_path, **files))
    said = [each for each in found.diagnostics if each.rule == "import-is-declared"]
    assert [(each.message, each.path) for each in said] == [
        ("cell 2: `click` is not in the lab's requirements", "01-first/lab-1/notebook.ipynb"),
        ("cell 3: `lxml` is not in the lab's requirements", "01-first/lab-1/notebook.ipynb"),
    ]
    lines = lab.splitlines()
    assert "click" in lines[said[0].line - 1]
    assert "lxml" in lines[said[1].line - 1]
    assert [each["ending"] for each in _records(tmp_path / "course")] == ["finished"]


def test_kernels_of_other_languages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An installed kernel runs; without it the stored outputs are shown, and the report says so."""
    kernel = tmp_path / "jupyter/kernels/upper"
    course = course_of(tmp_path, notebook("shout", kernel=_UPPER))
    found = examined(course)
    assert _said(found) == [
        (
            "notebook-is-executed",
            "the notebook was not executed, its stored outputs are shown: "
            'no kernel "upper" is installed',
        )
    ]
    assert [each["outputs"] for each in _records(course)] == ["stored"]
    spec = {
        "argv": [sys.executable, str(kernel / "upper.py"), "-f", "{connection_file}"],
        "display_name": "Upper",
        "language": "upper",
    }
    write_files(kernel, {"upper.py": _KERNEL, "kernel.json": json.dumps(spec)})
    monkeypatch.setenv("JUPYTER_PATH", str(tmp_path / "jupyter"))
    found = examined(course)
    assert not found.diagnostics
    (text,) = found.executed.texts.values()
    assert "SHOUT" in text
    assert [each["outputs"] for each in _records(course)] == ["executed"]


def test_what_the_author_leaves_out_is_not_executed(tmp_path: Path) -> None:
    """`execute: false`, of a notebook or of the course, is no fault; tags are nbclient's."""
    apart = json.loads(notebook("1/0"))
    apart["metadata"]["coursewright"] = {"execute": False}
    tagged = notebook(("1/0", "raises-exception"), ("exit_now", "skip-execution"), "5 + 5")
    course = course_of(tmp_path, json.dumps(apart), tagged)
    found = examined(course)
    assert not found.diagnostics
    (text,) = found.executed.texts.values()
    cells = json.loads(text)["cells"]
    assert [cell["outputs"][0]["output_type"] for cell in cells[1:]] == [
        "error",
        "stream",
        "execute_result",
    ]
    assert [each["ending"] for each in _records(course)] == ["not-executed", "finished"]
    off = course_of(tmp_path / "off", notebook("1/0"), facts="notebooks: {execute: false}\n")
    assert not examined(off).diagnostics


def test_what_standard_error_says_is_advice(tmp_path: Path) -> None:
    """The cell is named, and the text stands in the report."""
    course = course_of(tmp_path, notebook("import sys\nprint('careful', file=sys.stderr)"))
    assert _said(examined(course)) == [
        ("cell-is-quiet", "cell 2: it wrote to standard error: careful")
    ]
    assert _records(course)[0]["cells"][0]["stderr"] == "careful\n"


def _page(course: Path) -> str:
    return (course.parent / "dist/site/items/first-page-1.html").read_text()


def test_pages_show_fresh_outputs(tmp_path: Path) -> None:
    """Those of this execution, or the stored ones with `--no-execute`; a failure builds nothing."""
    course = course_of(tmp_path, notebook("print('brewed at', 40 + 2)"))
    arguments = ("build", "site", "--content", course, "--out", tmp_path / "dist")
    done = run(*arguments, cwd=tmp_path, cache=tmp_path / "cache")
    assert done.returncode == 0, done.stderr
    assert "brewed at 42" in _page(course)
    assert "stored" not in _page(course)
    report = tmp_path / "dist/reports/index.html"
    assert "notebooks.json" in report.read_text()
    again = run(*arguments, cwd=tmp_path, cache=tmp_path / "cache")
    assert "Nothing had changed" in again.stdout
    done = run(*arguments, "--no-execute", cwd=tmp_path, cache=tmp_path / "cache")
    assert done.returncode == 0, done.stderr
    assert "stored" in _page(course)
    assert "--no-execute" in report.read_text()
    write_files(course, {"01-first/01-page-1.ipynb": notebook("1/0")})
    done = run(*arguments, cwd=tmp_path, cache=tmp_path / "cache")
    assert done.returncode == 1
    assert "ZeroDivisionError" in done.stderr
    assert "stored" in _page(course), "the site of the last build stays"


def test_without_jupyter_stored_outputs_are_shown(tmp_path: Path) -> None:
    """Without the `grading` extra a build goes on, and says what is missing."""
    hidden = "import sys\nsys.modules['nbclient'] = None\n"
    write_files(tmp_path, {"hidden/sitecustomize.py": hidden})
    course = course_of(tmp_path, notebook("print('fresh')"))
    arguments = ("build", "site", "--content", course, "--out", tmp_path / "dist")
    done = run(*arguments, cwd=tmp_path, cache=tmp_path / "c", PYTHONPATH=str(tmp_path / "hidden"))
    assert done.returncode == 0, done.stderr
    assert "no nbclient is installed; run `pip install coursewright[grading]`" in done.stderr
    assert "stored" in _page(course)


def test_the_command_says_how_each_notebook_went(tmp_path: Path) -> None:
    """A line for each, the traceback of one that failed, and exit code 1 for it."""
    wrong = "def f(x):\n    return 1 / x\n\nf(0)"
    course = course_of(tmp_path, notebook("1"), notebook("1", wrong), notebook("x", kernel=_UPPER))
    arguments = ("notebooks", "validate", "--content", course, "--out", tmp_path / "out")
    done = run(*arguments, cwd=tmp_path, cache=tmp_path / "cache")
    assert done.returncode == 1
    assert "01-first/01-page-1.ipynb: finished, 1 code cell," in done.stdout
    assert "01-first/02-page-2.ipynb: raised in cell 3" in done.stdout
    assert "    ----> 2     return 1 / x\n" in done.stdout
    stored = 'not executed, no kernel "upper" is installed; stored outputs are shown'
    assert f"01-first/03-page-3.ipynb: {stored}" in done.stdout
    assert "cell 3, line 4: ZeroDivisionError: division by zero" in done.stderr
    assert not (tmp_path / "out/site").exists()


def test_nothing_of_jupyter_is_imported_by_the_program(tmp_path: Path) -> None:
    """Executing is another process's work; this one stays light."""
    course = course_of(tmp_path, notebook("1"))
    code = (
        "import sys; from pathlib import Path; from notebook_courses import examined; "
        f"print(len(examined(Path({str(course)!r})).executed.texts)); "
        "print(sorted({'nbclient', 'jupyter_client', 'zmq', 'IPython'} & set(sys.modules)))"
    )
    paths = os.pathsep.join(sys.path)
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONPATH": paths},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.splitlines() == ["1", "[]"]


def test_a_build_is_not_unchanged_when_a_named_variable_has_another_value(tmp_path: Path) -> None:
    show = "import os\nprint('drinks', os.environ.get('TEA'))"
    course_of(tmp_path / "content", notebook(show), facts="notebooks: {environment: [TEA]}\n")
    (root,) = tmp_path.rglob("course.yaml")
    for kind in ("mint", "fennel"):
        done = run("build", "site", "--content", root.parent, cwd=tmp_path, TEA=kind)
        assert done.returncode == 0, done.stderr
        pages = [page.read_text("utf-8") for page in (tmp_path / "dist" / "site").rglob("*.html")]
        assert any(f"drinks {kind}" in page for page in pages)
    again = run("build", "site", "--content", root.parent, cwd=tmp_path, TEA="fennel")
    assert "Nothing had changed" in again.stdout
