"""What learners hand in: every tidy form is found, every trick is refused in clear words."""

from __future__ import annotations

import os
import stat
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from graded_labs import SOLVED, cells, small_lab, write_notebook

from coursewright_runtime.grading.code import CODE_LIMIT, NOTEBOOK_LIMIT
from coursewright_runtime.grading.errors import GradingFault
from coursewright_runtime.grading.lab import Limits
from coursewright_runtime.grading.submissions import Submitted, find_submissions, stage
from coursewright_runtime.grading.unpack import MAX_FILES, Refused

EMPTY = '{"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": []}'


def pack(path: Path, **files: str) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return path


def test_every_form_is_found(tmp_path: Path) -> None:
    lab = small_lab(tmp_path / "lab")
    many = tmp_path / "many"
    write_notebook(many / "ada" / "lab.ipynb", *cells(SOLVED))
    write_notebook(many / "bob.ipynb", *cells(SOLVED))
    pack(many / "cy.zip", **{"cy/lab.ipynb": "{}"})
    assert [each.name for each in find_submissions(lab, [many])] == ["ada", "bob", "cy"]
    assert [each.name for each in find_submissions(lab, [many / "ada"])] == ["ada"]
    course = tmp_path / "course" / "submitted"
    write_notebook(course / "eve" / "small" / "lab.ipynb", *cells(SOLVED))
    write_notebook(course / "eve" / "other" / "lab.ipynb", *cells(SOLVED))
    (course / "eve" / "small" / "timestamp.txt").write_text("2027-02-03 12:00:00.5 UTC\n")
    expected = Submitted("eve", course / "eve" / "small", "2027-02-03T12:00:00.5+00:00")
    for path in (course, course.parent):
        assert find_submissions(lab, [path]) == (expected,)


def test_two_of_one_name_are_refused(tmp_path: Path) -> None:
    lab = small_lab(tmp_path / "lab")
    for folder in ("a", "b"):
        write_notebook(tmp_path / folder / "ada.ipynb", *cells(SOLVED))
    paths = [tmp_path / "a" / "ada.ipynb", tmp_path / "b" / "ada.ipynb"]
    with pytest.raises(GradingFault, match="two submissions are called `ada`"):
        find_submissions(lab, paths)


def test_a_renamed_notebook_and_a_folder_in_the_zip_are_understood(tmp_path: Path) -> None:
    lab = small_lab(tmp_path / "lab")
    path = pack(
        tmp_path / "x.zip", **{"my work/lab (1).ipynb": EMPTY, "__MACOSX/x": "", "my work/a.py": ""}
    )
    (tmp_path / "out").mkdir()
    stage(lab, Submitted("x", path), tmp_path / "out")
    assert sorted(p.name for p in (tmp_path / "out").iterdir()) == ["a.py", "lab.ipynb"]


def _names(*names: str) -> Callable[[Path], None]:
    def make(path: Path) -> None:
        pack(path, **dict.fromkeys(names, ""))

    return make


def _link(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        info = zipfile.ZipInfo("link.py")
        info.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(info, "/etc/passwd")


def _bomb(path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("zeros.py", bytes(4 << 20))


def _twice(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.py", "1")
        with pytest.warns(UserWarning, match="Duplicate name"):
            archive.writestr("a.py", "2")


def _password(path: Path) -> None:
    pack(path, **{"a.py": "1"})
    data = bytearray(path.read_bytes())
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(data)


def _damaged(path: Path) -> None:
    pack(path, **{"a.py": "abcdefgh"})
    path.write_bytes(path.read_bytes().replace(b"abcdefgh", b"abcdefgX", 1))


def _damaged_by(method: int) -> Callable[[Path], None]:
    """Return what spoils the compressed bytes of a member, with all headers as they should be."""

    def make(path: Path) -> None:
        with zipfile.ZipFile(path, "w", method) as archive:
            archive.writestr("a.py", bytes(range(256)) * 8)
            start, size = len("a.py") + 30, archive.infolist()[0].compress_size
        data = bytearray(path.read_bytes())
        data[start + 12 : start + size - 4] = b"\xff" * (size - 16)
        path.write_bytes(data)

    return make


@pytest.mark.parametrize(
    ("make", "told"),
    [
        (_names("../up.py", "b/x.py"), "no plain file name"),
        (_names("a/../../up.py"), "no plain file name"),
        (_names("/etc/cron.d/x", "a.py"), "no plain file name"),
        (_names("a\\b.py"), "no plain file name"),
        (_names("a\nb.py"), "no plain file name"),
        (_names("x" * 200 + ".py"), "no plain file name"),
        (_names("é" * 119 + ".py"), "no plain file name"),
        (_damaged_by(zipfile.ZIP_LZMA), "damaged"),
        (_damaged_by(zipfile.ZIP_BZIP2), "damaged"),
        (_names("a", "a/b.py"), "both a file and a folder"),
        (_names("A.py", "a.py"), "there twice"),
        (_names(*(f"{n}.py" for n in range(MAX_FILES + 1))), "more than"),
        (_link, "link or device"),
        (_bomb, "too large"),
        (_twice, "there twice"),
        (_password, "password"),
        (_damaged, "damaged"),
        (lambda path: path.write_bytes(b"PK\x03\x04 nothing"), "damaged"),
    ],
)
def test_a_zip_of_an_attacker_is_refused(
    tmp_path: Path, make: Callable[[Path], None], told: str
) -> None:
    lab = small_lab(tmp_path / "lab", limits=Limits(disk=1))
    make(tmp_path / "x.zip")
    out = tmp_path / "in" / "out"
    out.mkdir(parents=True)
    with pytest.raises(Refused, match=told):
        stage(lab, Submitted("x", tmp_path / "x.zip"), out)
    assert [p.name for p in out.parent.iterdir()] == ["out"]


def test_links_in_a_folder_are_refused(tmp_path: Path) -> None:
    lab = small_lab(tmp_path / "lab")
    (tmp_path / "work").mkdir()
    (tmp_path / "work" / "lab.ipynb").symlink_to("/etc/passwd")
    (tmp_path / "out").mkdir()
    with pytest.raises(Refused, match="is a link"):
        stage(lab, Submitted("x", tmp_path / "work"), tmp_path / "out")


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    lab = small_lab(tmp_path / "lab", required=("report.md",))
    (tmp_path / "out").mkdir()
    with pytest.raises(Refused, match="missing from the submission: report"):
        stage(lab, Submitted("x", pack(tmp_path / "x.zip", **{"a.py": ""})), tmp_path / "out")


def test_a_timestamp_of_the_learners_own_sets_no_moment(tmp_path: Path) -> None:
    lab = small_lab(tmp_path / "lab")
    for name in ("ada", "bob"):
        write_notebook(tmp_path / "many" / name / "lab.ipynb", *cells(SOLVED))
        (tmp_path / "many" / name / "timestamp.txt").write_text("2001-01-01 00:00:00 UTC")
    assert [each.moment for each in find_submissions(lab, [tmp_path / "many"])] == ["", ""]
    assert find_submissions(lab, [tmp_path / "many" / "ada"])[0].moment == ""


def test_a_timestamp_without_sense_is_told(tmp_path: Path) -> None:
    lab = small_lab(tmp_path / "lab")
    work = tmp_path / "submitted" / "ada" / "small"
    write_notebook(work / "lab.ipynb", *cells(SOLVED))
    (work / "timestamp.txt").write_text("soon")
    (tmp_path / "out").mkdir()
    with pytest.raises(Refused, match=r"timestamp\.txt holds no moment"):
        stage(lab, *find_submissions(lab, [tmp_path]), tmp_path / "out")


def test_words_beside_the_learners_folders_are_no_submission(tmp_path: Path) -> None:
    lab = small_lab(tmp_path / "lab", companions=("starter/config.py",))
    many = tmp_path / "many"
    for name in ("ada", "bob"):
        write_notebook(many / name / "mine.ipynb", *cells(SOLVED))
        (many / name / "README.md").write_text("About my work.")
        (many / name / "starter").mkdir()
        (many / name / "starter" / "config.py").write_text("")
    (many / "README.md").write_text("How to grade these.")
    assert [each.name for each in find_submissions(lab, [many])] == ["ada", "bob"]
    assert [each.name for each in find_submissions(lab, [many / "ada"])] == ["ada"]


def test_a_folder_of_one_zip_is_a_folder_of_one_learner(tmp_path: Path) -> None:
    lab = small_lab(tmp_path / "lab")
    (tmp_path / "many").mkdir()
    path = pack(tmp_path / "many" / "ann.zip", **{"lab.ipynb": "{}"})
    assert find_submissions(lab, [tmp_path / "many"]) == (Submitted("ann", path),)


def test_a_lab_without_notebooks_takes_files(tmp_path: Path) -> None:
    lab = small_lab(tmp_path / "lab", notebooks=())
    (tmp_path / "report.py").write_text("print()")
    (submitted,) = find_submissions(lab, [tmp_path / "report.py"])
    (tmp_path / "out").mkdir()
    stage(lab, submitted, tmp_path / "out")
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["report.py"]


@pytest.mark.parametrize(
    ("text", "told"),
    [("a\n" * CODE_LIMIT, "KiB of code"), ("x" * NOTEBOOK_LIMIT, "clear its outputs")],
)
def test_more_than_is_read_is_refused(tmp_path: Path, text: str, told: str) -> None:
    lab = small_lab(tmp_path / "lab")
    write_notebook(tmp_path / "x.ipynb", *cells(text))
    (tmp_path / "out").mkdir()
    with pytest.raises(Refused, match=told):
        stage(lab, Submitted("x", tmp_path / "x.ipynb"), tmp_path / "out")


def test_a_name_that_is_no_unicode_is_shown_readably(tmp_path: Path) -> None:
    lab = small_lab(tmp_path / "lab")
    name = os.fsdecode(b"ann\xff.ipynb")
    write_notebook(tmp_path / "many" / "bob.ipynb", *cells(SOLVED))
    (tmp_path / "many" / "bob.ipynb").rename(tmp_path / "many" / name)
    (found,) = find_submissions(lab, [tmp_path / "many" / name])
    assert found.name == r"ann\udcff"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("no JSON", "lab.ipynb is no notebook; open it in Jupyter"),
        ("[" * 100_000, "lab.ipynb is no notebook"),
        ('{"nbformat": 4}', "lab.ipynb is no notebook"),
        ('{"nbformat": 4, "cells": [{"source": 5, "cell_type": "code"}]}', "is no notebook"),
        ('{"nbformat": 3, "worksheets": []}', "is not in notebook format 4"),
    ],
)
def test_a_notebook_that_is_none_is_refused(tmp_path: Path, text: str, told: str) -> None:
    lab = small_lab(tmp_path / "lab")
    for name in ("in", "out"):
        (tmp_path / name).mkdir()
    (tmp_path / "in" / "lab.ipynb").write_text(text)
    with pytest.raises(Refused, match=told):
        stage(lab, Submitted("x", tmp_path / "in"), tmp_path / "out")


def test_a_pipe_is_refused_before_it_is_opened(tmp_path: Path) -> None:
    lab = small_lab(tmp_path / "lab")
    os.mkfifo(tmp_path / "x.zip")
    (tmp_path / "in").mkdir()
    os.mkfifo(tmp_path / "in" / "config.py")
    (tmp_path / "out").mkdir()
    for path, told in ((tmp_path / "x.zip", "is no ordinary"), (tmp_path / "in", "`config.py` is")):
        with pytest.raises(Refused, match=told):
            stage(lab, Submitted("x", path), tmp_path / "out")
