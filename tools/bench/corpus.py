"""Make a course of any size whose every part differs, so that memoising proves nothing.

`python tools/bench/corpus.py FOLDER LESSONS` writes, for N lessons: N Markdown files of about 7 KB
(five sections, two Python blocks, a formula, a table, an image), N/5 notebooks of nine cells, N/5
quizzes of five questions and N pictures.
"""

from __future__ import annotations

import json
import random
import struct
import sys
import zlib
from collections.abc import Iterator
from pathlib import Path

_PER_MODULE = 20
_WORDS = (
    "model token prompt context answer system learner latency budget window sample test module "
    "client server message request response error retry cache schema value function design "
    "measure compare record explain improve reduce collect describe separate connect"
).split()


def make_course(folder: Path, lessons: int) -> None:
    """Write the course into `folder`, which must not exist."""
    folder.mkdir(parents=True)
    (folder / "course.yaml").write_text(
        f"format: 1\nid: corpus-{lessons}\ntitle: Corpus of {lessons} lessons\nlanguage: en\n"
    )
    for number in range(lessons):
        module = folder / f"{number // _PER_MODULE + 1:03}-part-{number // _PER_MODULE + 1}"
        module.mkdir(exist_ok=True)
        rng = random.Random(number)
        place = number % _PER_MODULE * 3 + 1
        (module / f"{place:03}-lesson-{number}.md").write_text(lesson(rng, number))
        (module / f"picture-{number}.png").write_bytes(picture(rng))
        if number % 5 == 0:
            notebook_name = f"{place + 1:03}-notebook-{number}.ipynb"
            (module / notebook_name).write_text(json.dumps(notebook(rng, number)))
            (module / f"{place + 2:03}-quiz-{number}.quiz.yaml").write_text(quiz(rng, number))


def make_notebooks(folder: Path, count: int) -> None:
    """Write a course of `count` notebooks of six cells that run, into a new folder."""
    module = folder / "01-notebooks"
    module.mkdir(parents=True)
    (folder / "course.yaml").write_text("format: 1\nid: runs\ntitle: Runs\nlanguage: en\n")
    for number in range(count):
        book = notebook(random.Random(number), number)
        (module / f"{number + 1:02}-book-{number}.ipynb").write_text(json.dumps(book))


def add_lab(course: Path) -> None:
    """Add a lab with a hundred lines of solution, each of which must be searched for."""
    folder = course / "001-part-1" / "lab-1-secrets"
    folder.mkdir()
    (folder / "metadata.yml").write_text("title: A lab\npoints: 100\n")
    (folder / "notebook.ipynb").write_text(json.dumps(_lab_notebook(random.Random(-1))))


def _lab_notebook(rng: random.Random) -> dict[str, object]:
    lines = (f"    {_word(rng)}_{i} = {_word(rng)}({i}, {_word(rng)!r})" for i in range(100))
    source = "\n".join(["def work():", "    ### BEGIN SOLUTION", *lines, "    ### END SOLUTION"])
    grade = {"schema_version": 3, "grade": False, "solution": True, "locked": False, "task": False}
    cell = {
        "cell_type": "code",
        "id": "work",
        "metadata": {"nbgrader": {**grade, "grade_id": "work"}},
        "execution_count": None,
        "source": source,
        "outputs": [],
    }
    return {**notebook(rng, 0), "cells": [_markdown_cell("head", "# A lab"), cell]}


def lesson(rng: random.Random, number: int) -> str:
    """Return the Markdown of one lesson, about 7 KB."""
    parts = [f"# Lesson {number}: {_title(rng)}\n"]
    for section in range(5):
        parts.append(f"## {_title(rng)} {section}\n")
        parts += [_paragraph(rng) + "\n" for _ in range(3)]
        parts.append(_extra(rng, number, section))
    return "\n".join(parts)


def _extra(rng: random.Random, number: int, section: int) -> str:
    if section in (0, 3):
        return code_block(rng, number * 10 + section)
    if section == 1:
        power = rng.randint(2, 90)
        term = f"\\frac{{x_i^{{{power}}}}}{{\\sqrt{{i+{number}}}}}"
        return f"$$\\sum_{{i=1}}^{{{number + 2}}} {term}$$\n"
    if section == 2:
        rows = "\n".join(
            f"| {_word(rng)} | {rng.randint(1, 999)} | {_word(rng)} |" for _ in range(5)
        )
        table = f"| name | count | note |\n|---|---|---|\n{rows}"
        return f"::: table {_title(rng)}\n\n{table}\n\n:::\n"
    return f"![{_paragraph(rng)[:60]}](picture-{number}.png)\n"


def code_block(rng: random.Random, number: int) -> str:
    """Return a fenced Python block that no other equals."""
    lines = "\n".join(f"    {_word(rng)}_{i} = {rng.randint(0, 9999)} + value" for i in range(6))
    head = f"def work_{number}(value: int) -> int:\n    # {_word(rng)}"
    return f"```python\n{head}\n{lines}\n    return value\n```\n"


def notebook(rng: random.Random, number: int) -> dict[str, object]:
    """Return a notebook of nine cells with stored outputs."""
    cells = [cell for index in range(3) for cell in _cells(rng, number, index)]
    return {
        "cells": cells,
        "metadata": {
            "kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"},
            "language_info": {"name": "python"},
        },
        "nbformat": 4,
        "nbformat_minor": 5,
    }


def _cells(rng: random.Random, number: int, index: int) -> Iterator[dict[str, object]]:
    head = f"# Notebook {number}" if index == 0 else f"## Step {index}"
    yield _markdown_cell(f"m{index}", f"{head}\n\n{_paragraph(rng)}")
    for part in "ab":
        source = f"x = {rng.randint(0, 99999)}\nprint('{_word(rng)}', x + {number})"
        output = {"output_type": "stream", "name": "stdout", "text": f"{_word(rng)} {number}\n"}
        yield {
            "cell_type": "code",
            "id": f"c{index}{part}",
            "metadata": {},
            "execution_count": index + 1,
            "source": source,
            "outputs": [output],
        }


def _markdown_cell(name: str, source: str) -> dict[str, object]:
    return {"cell_type": "markdown", "id": name, "metadata": {}, "source": source}


def quiz(rng: random.Random, number: int) -> str:
    """Return a quiz of five multiple choice questions."""
    questions = "".join(_question(rng, index) for index in range(5))
    return f"title: Quiz {number}\nattempts: 2\nquestions:\n{questions}"


def _question(rng: random.Random, index: int) -> str:
    right = rng.randrange(4)
    options = "".join(
        f"      - text: {_word(rng)} {rng.randint(0, 9999)} {choice}\n"
        + ("        correct: true\n" if choice == right else "")
        for choice in range(4)
    )
    return (
        f"  - type: multiple-choice\n    id: q{index}\n    stem: {_paragraph(rng)[:120]}\n"
        f"    options:\n{options}"
    )


def picture(rng: random.Random, side: int = 236) -> bytes:
    """Return a PNG of noise, about 165 KB, which does not compress."""
    rows = b"".join(b"\0" + rng.randbytes(side * 3) for _ in range(side))
    header = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    chunks = (("IHDR", header), ("IDAT", zlib.compress(rows, 1)), ("IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name.encode(), data) for name, data in chunks)


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def _word(rng: random.Random) -> str:
    return rng.choice(_WORDS)


def _title(rng: random.Random) -> str:
    return " ".join(_word(rng) for _ in range(4)).capitalize()


def _paragraph(rng: random.Random) -> str:
    sentences = (" ".join(_word(rng) for _ in range(rng.randint(8, 14))) for _ in range(5))
    return " ".join(f"{sentence.capitalize()}." for sentence in sentences)


if __name__ == "__main__":
    make_course(Path(sys.argv[1]), int(sys.argv[2]))
