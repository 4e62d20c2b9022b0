"""The files that learners get of a lab."""

from __future__ import annotations

from pathlib import Path

from coursewright.compile.release import Released
from coursewright.model.items import Lab, LabFile
from coursewright.model.source import Source

__all__ = ["lab_files"]


def lab_files(root: Path, lab: Lab[Source], released: Released) -> tuple[LabFile, ...]:
    """Return the notebook as released, its companions, and its requirements. root: the course's."""
    files = [LabFile(lab.notebook, released.notebook.encode())]
    for name in lab.companions:
        files.append(LabFile(name, (root / lab.folder / name).read_bytes()))
    if lab.requirements and "requirements.txt" not in lab.companions:
        text = "".join(f"{line}\n" for line in lab.requirements)
        files.append(LabFile("requirements.txt", text.encode()))
    return tuple(files)
