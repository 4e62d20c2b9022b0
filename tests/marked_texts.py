"""What the marked course has beside keys: texts, notebooks and files.

Words that begin with MK stand nowhere else. The first heading of a text has none, since it gives
way to `title`.
"""

from __future__ import annotations

from typing import Any

__all__ = ["BODIES", "FILES", "LAB_NOTEBOOK", "notebook"]

BODIES: dict[str, str] = {
    "lesson": """# Heading

MKbodytext ~~MKbodystruck~~ [MKbodyfrench]{lang=fr}[^note]

[^note]: MKbodyfootnote

::: tip MKbodytiptitle
MKbodytiptext
:::

::: details MKbodydetailstitle
MKbodydetailstext
:::

::: table MKbodycaption
| MKbodycolumn | b |
|:--|--:|
| MKbodycell | 2 |
:::

::: figure
![MKbodyalt](picture.svg "MKbodyfigure")

::: long-description
MKbodylongdescription
:::
:::

::: video 03-video.video.yaml
:::

```python title="MKbodycodetitle" description="MKbodycodedesc"
print("MKbodycodeline")
```

MKbodyterm
: MKbodydefinition

- [x] MKbodytask

$MKbodyformula = 2$

```question
type: multiple-choice
stem: MKselfstem
options:
  - {text: MKselfright, correct: true, feedback: MKselffeedback}
  - {text: MKselfwrong}
feedback: {general: MKselfgeneral}
```

[MKbodylink](../02-beta/06-link.link.yaml)
""",
    "discussion": "# Heading\n\nMKdiscusstext\n",
    "ungraded-discussion": "# Heading\n\nMKudiscusstext\n",
    "assignment": "# Heading\n\nMKassigntext\n",
}


def _cell(kind: str, source: str, **more: Any) -> dict[str, Any]:
    code = {"execution_count": None, "outputs": []} if kind == "code" else {}
    return {"cell_type": kind, "metadata": {}, "source": source, **code, **more}


def _notebook(metadata: dict[str, Any], *cells: dict[str, Any]) -> dict[str, Any]:
    python = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    numbered = [{"id": f"c{number}", **cell} for number, cell in enumerate(cells)]
    return {"nbformat": 4, "nbformat_minor": 5, "metadata": metadata | python, "cells": numbered}


def _graded(name: str, *, tests: bool) -> dict[str, Any]:
    grading = {"grade_id": name, "grade": tests, "locked": tests, "solution": not tests}
    return {"nbgrader": {**grading, "task": False, "schema_version": 3, "points": 5}}


_OUTPUT = {"output_type": "stream", "name": "stdout", "text": "MKnotebookoutput\n"}


def notebook(keys: dict[str, Any]) -> dict[str, Any]:
    """Return the notebook lesson with its keys."""
    return _notebook(
        {"coursewright": keys},
        _cell("markdown", "# Heading\n\nMKnotebooktext"),
        _cell("code", 'print("MKnotebookcode")', execution_count=1, outputs=[_OUTPUT]),
    )


# Solution and hidden test have no marker word here: a public package must not hold them.
LAB_NOTEBOOK = _notebook(
    {},
    _cell("markdown", "# Heading\n\nMKlabtext"),
    _cell(
        "code",
        "def tea():\n    ### BEGIN SOLUTION\n    return 'secret of the lab'\n    ### END SOLUTION",
        metadata=_graded("tea", tests=False),
    ),
    _cell(
        "code",
        "assert tea()  # MKlabtest\n### BEGIN HIDDEN TESTS\n"
        "assert tea() == 'secret of the lab'\n### END HIDDEN TESTS",
        metadata=_graded("test-tea", tests=True),
    ),
)

FILES: dict[str, str | bytes] = {
    "01-alpha/picture.svg": "<svg xmlns='http://www.w3.org/2000/svg'/>",
    "01-alpha/poster.png": b"\x89PNG\r\n\x1a\n",
    "01-alpha/video.vtt": "WEBVTT\n\n00:01.000 --> 00:02.000\nMKvideospoken\n",
    "01-alpha/audio.vtt": "WEBVTT\n\n00:01.000 --> 00:02.000\nMKaudiospoken\n",
    "01-alpha/lab-1/needs.txt": "numpy\n",
    "01-alpha/lab-1/given/start.py": "print('MKgiven')\n",
    "01-alpha/lab-1/tests/test_tea.py": "def test_tea():\n    assert 'secret test of the lab'\n",
    "01-alpha/lab-1/solution/answer.py": "print('secret file of the lab')\n",
    "02-beta/sheet.txt": "MKsheet\n",
}
