"""Which files of a lab's folder no learner may get, whatever pattern fits them."""

from __future__ import annotations

import fnmatch

__all__ = ["refusal"]

# Each pattern for one part of a path, in lower case, and what such a file is.
_REFUSED = (
    (".*", "is hidden; such files belong to tools"),
    ("__pycache__", "belongs to Python, which makes it anew"),
    ("*.py[co]", "belongs to Python, which makes it anew"),
    ("*.bak", "is a backup"),
    ("*.orig", "is a backup"),
    ("*.sw[op]", "is a backup of an editor"),
    ("*~", "is a backup"),
    ("#*#", "is a backup of an editor"),
    ("gradebook*.db", "is a gradebook"),
    ("nbgrader_config.py", "is the configuration of nbgrader"),
    ("lab_hints.py", "has the name of the file into which the release writes the hints"),
    ("*solution*", "is called a solution"),
    ("*answer*key*", "is called an answer key"),
)


def refusal(path: str, *, link: bool) -> str:
    """Return why learners may not get the file, empty when they may.

    path: below the lab's folder. link: whether it is a symbolic link.
    """
    if link:
        return "is a link; what learners get lies in the lab's folder"
    for part in path.lower().split("/"):
        for pattern, problem in _REFUSED:
            if fnmatch.fnmatchcase(part, pattern):
                return problem
    return ""
