"""The build folder of a custom grader (autograder v2): one image grades one lab.

Coursera runs it without network and as a user without rights, wipes what the Dockerfile's ENV says,
lays the submission into `/shared/submission` and reads `/shared/feedback.json`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from jinja2 import Environment, StrictUndefined

from coursewright_packaging.archive import Archive, Member

__all__ = ["CONSUMED", "ENTRY", "Grader", "grader_archive"]

ENTRY = "grade.sh"
CONSUMED = ("lab.json", "source", "solution", "tests")
"""What of a lab the grader empties before learners' code runs as the same user."""
_DOCKERFILE = Environment(undefined=StrictUndefined, keep_trailing_newline=True).from_string(
    """\
# Grader of one lab. It holds hidden tests: keep it private.
# Build: docker build --platform linux/amd64 -t {{ name }}-grader .
ARG BASE={{ base }}
FROM ${BASE}

USER 0
WORKDIR /grader
COPY requirements.txt /grader/requirements.txt
RUN pip install --no-cache-dir -r /grader/requirements.txt
COPY . /grader
# Whichever user grades has to read everything, and to empty the tests once they are read.
WORKDIR /grader/lab
RUN chmod -R a+rX /grader && find {{ consumed }} -type f -exec chmod a+w {} +

USER 1000:100
ENTRYPOINT ["/bin/sh", "/grader/{{ entry }}"]
"""
)
# The platform wipes ENV, so everything is said here. SHARED_DIR and PYTHON are for other places.
_ENTRY = """\
#!/bin/sh
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
PATH=/opt/conda/bin:/usr/local/bin:/usr/bin:/bin
LANG=C.UTF-8
HOME=/tmp
PYTHONPATH=$here/engine
export PATH LANG HOME PYTHONPATH
exec "${PYTHON:-python3}" -B -m coursewright_runtime.grading.coursera "$here"
"""


@dataclass(frozen=True, slots=True)
class Grader:
    """A lab's grader. base: image to build on, with Python. requirements: of engine and lab.

    engine: files below `engine/`, a folder of Python's path. lab: files of the grader side.
    stylesheet: CSS of the feedback page.
    """

    id: str
    base: str
    requirements: tuple[str, ...]
    engine: tuple[Member, ...]
    lab: tuple[Member, ...]
    stylesheet: str


def grader_archive(grader: Grader) -> Archive:
    """Return what `coursera_autograder upload` takes."""
    return Archive(tuple(_members(grader)))


def _members(grader: Grader) -> Iterator[Member]:
    text = _DOCKERFILE.render(
        name=grader.id, base=grader.base, entry=ENTRY, consumed=" ".join(_consumed(grader))
    )
    yield Member("Dockerfile", text.encode())
    yield Member(ENTRY, _ENTRY.encode())
    yield Member("requirements.txt", "".join(f"{r}\n" for r in grader.requirements).encode())
    yield Member("stylesheet.css", grader.stylesheet.encode())
    for member in grader.engine:
        yield Member(f"engine/{member.name}", member.content)
    for member in grader.lab:
        yield Member(f"lab/{member.name}", member.content)


def _consumed(grader: Grader) -> Iterator[str]:
    tops = {member.name.partition("/")[0] for member in grader.lab}
    yield from (name for name in CONSUMED if name in tops)
