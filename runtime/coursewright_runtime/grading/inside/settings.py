"""What the process outside tells the fork server, as JSON in its only argument."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Settings:
    """How and where submissions run.

    namespaces: whether a bubblewrap stands around us, in which each submission gets namespaces of
    its own; otherwise a container does. learner_user, trusted_user: numeric user ids to change to,
    None to stay. batch: folder in which a submission's folders are made; work, scratch, temporary:
    where they are seen. incoming: the submission as handed in. lab: the grader's side.
    sources: folders of companion files from which Python modules are imported.
    Sizes are in bytes, times in seconds.
    """

    namespaces: bool
    learner_user: int | None
    trusted_user: int | None
    batch: str
    work: str
    scratch: str
    temporary: str
    incoming: str
    lab: str
    learner_socket: int
    trusted_socket: int
    cpu: float
    memory: int
    processes: int
    file_size: int
    disk: int
    open_files: int
    output: int
    test_seconds: float
    tests: list[dict[str, Any]] = field(default_factory=list)
    sources: list[str] = field(default_factory=list)
    editable: list[str] = field(default_factory=list)
    preload: list[str] = field(default_factory=list)
    notebooks: bool = True


def read_settings(text: str) -> Settings:
    """Return the settings that the process outside wrote."""
    return Settings(**json.loads(text))
