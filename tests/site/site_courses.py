"""Courses whose sites are looked at: one with everything in it, one in Arabic, one very small."""

from __future__ import annotations

import json
import shutil
import struct
import subprocess
import zlib
from pathlib import Path

from courses import run, write_files

__all__ = ["ARABIC", "PAGES", "RICH", "SMALL_SITE", "build_site", "rich_course"]

_LESSON = """---
title: Every way to say it
summary: One page with everything that Markdown can do here.
teaches: [read, write]
requirement: view
minutes: 12
---
Text with *stress*, **weight**, `code`, ~~errors~~, a [link inside](02-notes.ipynb), a
[link outside](https://example.org/elsewhere), a footnote[^one] and two words of
[lingua Latina]{lang=la}. A very long word: Donaudampfschifffahrtselektrizitätenhauptbetriebswerk.

## Lists

- one
- two
  1. nested
  2. again
- [ ] to do
- [x] done

A term
: and what it means.

Another `term`
: and what that means, in a sentence that is long enough to reach the next line of a telephone.

## Tables

::: table Seven columns that do not fit on a telephone
| Model | Input | Output | Context | Price | Speed | Remark |
|:------|------:|-------:|:-------:|------:|------:|--------|
| small-and-quick-2026 | 128,000 | 16,000 | yes | 0.15 | 120.5 | for drafts and for everything that is thrown away |
| large-and-careful-2026 | 1,000,000 | 64,000 | yes | 3.00 | 48.25 | for what is kept, with `reasoning_effort="high"` |
:::

| No | caption |
|----|---------|
| 1  | 2       |

## Figures

::: figure
![Two boxes with an arrow from the first to the second.](boxes.svg "Boxes, and an arrow between them.")

::: long-description
The first box is on the left. The arrow starts at its right edge and ends at the second box.
:::
:::

![A line alone.](boxes.svg)

## Boxes

::: note
A note without a title.
:::

::: tip With a title
A tip with a list:

- one
- two
:::

::: important
Important.
:::

::: warning
A warning.
:::

::: caution
Caution.
:::

::: details What is folded
Inside is `code` and a table.
:::

> A quotation, with weight.

## Code

```python title="client.py" description="A class with one method, a decorator and a number."
from __future__ import annotations

import dataclasses


@dataclasses.dataclass(frozen=True)
class Client:
    \"\"\"Asks.\"\"\"

    limit: int = 0x10

    def ask(self, question: str) -> str:  # a comment that is long enough to run out of the page on any telephone
        return f"{question!r}: {self.limit + 1.5e3}" if question else None
```

```yaml
key: value
list: [1, true, "text"]
```

```html
<p class="lead">Text &amp; more</p>
```

```bash
for file in *.md; do echo "$file" | wc -l; done
```

```
plain text
```

### A deeper heading with `code` in it

#### Deeper still

## Formulas

Inline $a^2 + b^2 = c^2$ and as a block:

$$
\\sum_{i=1}^{n} x_i = \\frac{n(n+1)}{2} + \\int_0^1 f(x)\\,dx + \\sqrt{a_1 + a_2 + a_3 + a_4 + a_5 + a_6} + \\left(\\frac{p_1}{q_1}\\right)^{k}
$$

## Check yourself

```question
type: multiple-choice
stem: Which of these is a *number*?
options:
  - text: "`7`"
    correct: true
    feedback: Right.
  - text: seven
    feedback: A word.
```

## Players

::: video 04-film.video.yaml
:::

[^one]: With a note that has `code` in it.
"""

_QUIZ = """
title: All questions
summary: One question of each kind.
assesses: [read]
requirement: {score: 0.5}
minutes: 20
introduction: |
  Read **slowly**.
attempts: 2
time_limit: 30
pass_mark: 0.5
group: quizzes
questions:
  - {type: text, stem: "## Part one\\n\\nText between questions."}
  - type: multiple-choice
    stem: "What is $1+1$?"
    options: [{text: "`2`", correct: true}, {text: three}]
  - type: multiple-answer
    stem: Which are even?
    options: [{text: two, correct: true}, {text: three}, {text: four, correct: true}]
  - {type: true-false, stem: Water is wet., answer: true}
  - {type: short-answer, stem: Name a colour., accepted: [red, green]}
  - {type: blanks, stem: "Roses are [one], violets are [two].", blanks: {one: [red], two: [blue]}}
  - type: dropdowns
    stem: "Roses are [one]."
    dropdowns: {one: [{text: red, correct: true}, {text: green}]}
  - type: matching
    stem: Match.
    pairs: [{prompt: dog, match: barks}, {prompt: cat, match: mews}]
    distractors: [flies]
  - {type: ordering, stem: Order., entries: [first, second, third]}
  - {type: numeric, stem: Half of 3?, answers: [{exact: 1.5, tolerance: 0.1}]}
  - type: formula
    stem: "What is twice [x]?"
    expression: 2*x
    variables: {x: {min: 1, max: 9, decimals: 0}}
  - {type: essay, stem: Write., points: 5}
  - {type: file-upload, stem: Upload., points: 5}
  - draw: {id: drawn, bank: pool, count: 1, points: 2}
"""

_LAB = {
    "metadata.yml": """
title: A lab
points: 100
requirements: requirements.txt
grading:
  criteria:
    - {id: works, title: It works, weight: 1.0}
hints:
  part_one:
    level_1: Look at the first cell.
    level_2: Look again, at the name.
""",
    "requirements.txt": "requests\n",
    "starter_code/start.py": "print('start')\n",
    "solution/main.py": "print('solution')\n",
    "tests/test_lab.py": "def test_it():\n    assert True\n",
}

_BOXES = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="640" height="160" viewBox="0 0 640 160">'
    '<rect x="10" y="30" width="200" height="100" fill="#e0eff1" stroke="#0b5c6b"/>'
    '<rect x="430" y="30" width="200" height="100" fill="#e0eff1" stroke="#0b5c6b"/>'
    '<path d="M210 80H425m-10-6 10 6-10 6" fill="none" stroke="#0b5c6b"/></svg>'
)

_VTT = """WEBVTT

00:00:00.000 --> 00:00:00.900
<v Ada>Hello, and welcome.

00:00:04.000 --> 00:00:05.000
<v Ben>Here is more.
"""

_COURSE = """format: 1
id: everything
title: Everything that a course can hold
description: A course for looking at, with every kind of item and every way to write.
version: 1.2.0
date: 2026-01-02
support: help@example.org
language: en
licence: CC-BY-4.0
authors: [{name: Ada Writer, role: Author}, {name: Ben Reader}]
duration: 3 hours
difficulty: Beginner
prerequisites: [Reading, Writing]
assessment_type: Quizzes and a portfolio
grading:
  groups:
    - {id: quizzes, title: Quizzes, weight: 40}
    - {id: work, title: Work, weight: 60}
"""

_OUTCOMES = """outcomes:
  - {id: read, title: Read a page, description: Read it from the first word to the last., bloom: understand}
  - {id: write, title: Write a page, description: Write one that others read., bloom: create}
  - {id: lonely, title: Sing a page}
"""

_RUBRIC = """id: work
title: How work is judged
criteria:
  - id: clear
    title: Clear
    outcome: write
    ratings: [{title: Yes, points: 10, description: Can be read.}, {title: No, points: 0}]
"""

RICH: dict[str, str | bytes] = {
    "course.yaml": _COURSE,
    "outcomes.yaml": _OUTCOMES,
    "rubrics/work.yaml": _RUBRIC.replace("{title: Yes", '{title: "Yes"').replace(
        "{title: No", '{title: "No"'
    ),
    "banks/pool.yaml": "title: Pool\nquestions:\n"
    "  - {id: p1, type: true-false, stem: Ice is cold., answer: true}\n"
    "  - {id: p2, type: true-false, stem: Fire is cold., answer: false}\n",
    "01-reading/module.yaml": "title: Reading\nsummary: What is on a page.\n",
    "01-reading/01-markdown.md": _LESSON,
    "01-reading/boxes.svg": _BOXES,
    "01-reading/03-part.heading.yaml": "title: Seen and heard\n",
    "01-reading/04-film.video.yaml": (
        "title: A film\nrequirement: view\nminutes: 1\nmedia: film.mp4\n"
        "captions: [{language: en, label: English, file: film.en.vtt}]\n"
        "description: Watch *closely*.\n"
    ),
    "01-reading/film.en.vtt": _VTT,
    "01-reading/05-talk.audio.yaml": (
        "title: A talk\nmedia: talk.mp3\n"
        "captions: [{language: en, label: English, file: film.en.vtt}]\n"
    ),
    "02-doing/module.yaml": "title: Doing, with a title that is long enough for two lines\n",
    "02-doing/01-all.quiz.yaml": _QUIZ,
    "02-doing/02-forum.discussion.md": (
        "---\ntitle: Talk about it\nmode: graded\npoints: 10\npost_first: true\nrubric: work\n"
        "requirement: contribute\n---\nWhat did you read?\n"
    ),
    "02-doing/03-essay.assignment.md": (
        "---\ntitle: Write a page\npoints: 10\nsubmission: [text, upload, url]\nextensions: [pdf, md]\n"
        "rubric: work\ngroup: work\nassesses: [write]\nrequirement: submit\n"
        "peer_review: {count: 3}\n---\nWrite a page of your own.\n\n## First\n\nThink.\n\n## Then\n\nWrite.\n"
    ),
    "02-doing/04-board.tool.yaml": (
        "title: A board\nurl: https://example.org/lti\npoints: 5\ndescription: Draw together.\n"
    ),
    "02-doing/05-manual.link.yaml": "title: The manual\nurl: https://example.org/manual\n",
    "02-doing/06-sheet.file.yaml": "title: A sheet\nfile: sheet.txt\ndescription: Print it.\n",
    "02-doing/sheet.txt": "A sheet.\n",
    "02-doing/07-work.assignment.md": "---\ntitle: Nothing but a title\n---\n",
    **{f"02-doing/08-lab/{name}": text for name, text in _LAB.items()},
}

ARABIC: dict[str, str | bytes] = {
    "course.yaml": (
        "format: 1\nid: arabic\ntitle: كيف تبني تطبيقًا\nlanguage: ar\ndate: 2026-01-01\n"
        "description: دورة قصيرة عن القراءة والكتابة.\nduration: ساعتان\n"
    ),
    "01-bidaya/module.yaml": "title: البداية\n",
    "01-bidaya/01-awwal.md": (
        "---\nid: first\nsummary: ما تحتاج إليه قبل أن تبدأ.\nminutes: 5\n---\n# أول درس\n\n"
        "نص عربي فيه `code()` وكلمة [English]{lang=en}، ومعادلة $a^2+b^2$.\n\n"
        "## القوائم\n\n- واحد\n- اثنان\n- [x] ثلاثة\n\n## الجداول\n\n"
        "::: table جدول صغير\n| الاسم | العدد |\n|---|---:|\n| واحد | 1 |\n:::\n\n"
        "::: tip\nنصيحة قصيرة.\n:::\n\n```python\nprint('مرحبا')  # left to right\n```\n\n"
        "> اقتباس من كتاب.\n"
    ),
    "01-bidaya/02-thani.md": "---\nid: second\n---\n# ثاني درس\n\nنص آخر.\n",
}

SMALL_SITE: dict[str, str | bytes] = {
    "course.yaml": (
        "format: 1\nid: small\ntitle: Small course\ndescription: Two pages.\nlanguage: en\n"
        "date: 2026-01-01\nversion: 1.0.0\nlicence: CC-BY-4.0\nsupport: help@example.org\n"
    ),
    "outcomes.yaml": "outcomes:\n  - {id: know, title: Know water}\n",
    "01-first/module.yaml": "title: First\nsummary: Where it begins.\n",
    "01-first/01-welcome.md": (
        "---\nteaches: [know]\nrequirement: view\nminutes: 3\n---\n# Welcome\n\n"
        "Read *this* first, then take the [quiz](02-check.quiz.yaml).\n\n"
        "## One\n\nText.\n\n## Two & more\n\n```python\nprint(1)\n```\n"
    ),
    "01-first/02-check.quiz.yaml": (
        "title: Check\nassesses: [know]\nattempts: 2\npass_mark: 0.5\nquestions:\n"
        "  - {id: wet, type: true-false, stem: Water is wet., answer: true}\n"
    ),
    "02-second/01-more.heading.yaml": "title: More\n",
    "02-second/02-elsewhere.link.yaml": "title: Elsewhere\nurl: https://example.org/\n",
}

PAGES = ("index.html", "items/reading-markdown.html")
"""Two pages of the rich course: where it begins, and the one that holds all of Markdown."""


def rich_course(folder: Path) -> Path:
    """Write the rich course, its media made on the spot, and return its folder."""
    write_files(folder, RICH)
    module = folder / "01-reading"
    (module / "02-notes.ipynb").write_text(json.dumps(_notebook()))
    (folder / "02-doing/08-lab/notebook.ipynb").write_text(json.dumps(_lab_notebook()))
    _media(
        "-f lavfi -i testsrc=duration=1:size=320x180:rate=5 -pix_fmt yuv420p", module / "film.mp4"
    )
    _media("-f lavfi -i sine=frequency=440:duration=1", module / "talk.mp3")
    return folder


def build_site(course: Path, out: Path, target: str = "site") -> Path:
    """Build the course's site with the real program and return the site's folder."""
    done = run("build", target, "--content", course, "--out", out, cwd=course.parent)
    assert done.returncode == 0, done.stdout + done.stderr
    return out / "site"


def _media(arguments: str, path: Path) -> None:
    ffmpeg = shutil.which("ffmpeg")
    assert ffmpeg, "these tests need Debian's ffmpeg"
    command = [ffmpeg, "-loglevel", "error", "-y", *arguments.split(), str(path)]
    subprocess.run(command, check=True, timeout=60)


def _notebook() -> dict[str, object]:
    outputs = [
        {"output_type": "stream", "name": "stdout", "text": ["one line\n", "x" * 200 + "\n"]},
        {"output_type": "stream", "name": "stderr", "text": "\x1b[31mred\x1b[0m\n"},
        {"output_type": "display_data", "metadata": {}, "data": {"image/png": _png()}},
        {
            "output_type": "execute_result",
            "execution_count": 1,
            "metadata": {},
            "data": {"text/html": "<table><thead><tr><th>a</th></tr></thead>"
                     "<tbody><tr><td>1</td></tr></tbody></table>"},
        },
    ]  # fmt: skip
    cells = [
        _cell("markdown", "# Notes\n\nText with $x^2$.\n\n## Part\n\nMore."),
        _cell("code", "import math\nprint(math.pi)  # a number", outputs),
        _cell("markdown", "## Another part\n\nEnd."),
    ]
    return _wrapped(cells)


def _lab_notebook() -> dict[str, object]:
    solution = "def double(x):\n    ### BEGIN SOLUTION\n    return x + x\n    ### END SOLUTION"
    hidden = "assert double(2) == 4\n### BEGIN HIDDEN TESTS\nassert double(21) == 42\n### END HIDDEN TESTS"
    grading = {"grade": True, "locked": True, "points": 100, "solution": False, "task": False}
    cells = [
        _cell("markdown", "# A lab\n\nDouble what you get."),
        _cell("code", solution, [], {**_NBGRADER, "grade_id": "double", "solution": True}),
        _cell("code", hidden, [], {**_NBGRADER, **grading, "grade_id": "test-double"}),
    ]
    return _wrapped(cells)


_NBGRADER = {"grade": False, "locked": False, "schema_version": 3, "task": False}


def _wrapped(cells: list[dict[str, object]]) -> dict[str, object]:
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    metadata = {"kernelspec": kernel, "language_info": {"name": "python"}}
    for number, cell in enumerate(cells):
        cell["id"] = f"cell-{number}"
    return {"cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}


def _cell(
    kind: str,
    source: str,
    outputs: list[dict[str, object]] | None = None,
    nbgrader: dict[str, object] | None = None,
) -> dict[str, object]:
    metadata: dict[str, object] = {"alt": "A red square."} if outputs else {}
    if nbgrader:
        metadata["nbgrader"] = nbgrader
    code = {"outputs": outputs or [], "execution_count": None} if kind == "code" else {}
    return {"cell_type": kind, "metadata": metadata, "source": source, **code}


def _png() -> str:
    import base64

    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    rows = b"".join(b"\0" + b"\xa3\x20\x2c" * 80 for _ in range(80))
    header = struct.pack(">IIBBBBB", 80, 80, 8, 2, 0, 0, 0)
    image = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header)
    image += chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
    return base64.b64encode(image).decode()
