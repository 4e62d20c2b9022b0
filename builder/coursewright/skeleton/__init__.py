"""A small, complete course to start from."""

from __future__ import annotations

import shutil
from pathlib import Path

from coursewright.errors import UsageFault
from coursewright_packaging.names import slug
from coursewright_schemas import loader

__all__ = ["copy_to"]

# Not a file of the template: it would hold for the template, too.
_IGNORED = "# What `build` and `coursewright grade` write.\n/dist/\n/grades/\n"
_TEMPLATE = Path(__file__).resolve().parent / "template"


def copy_to(folder: Path, title: str) -> None:
    """Copy the course into `folder` under the title `title`.

    Raises UsageFault when the folder holds something already.
    """
    if folder.exists() and any(folder.iterdir()):
        raise UsageFault(f"`{folder}` is not empty; choose a new folder")
    shutil.copytree(_TEMPLATE, folder, dirs_exist_ok=True)
    _copy_schemas(folder / ".schemas")
    (folder / ".gitignore").write_text(_IGNORED, "utf-8")
    file = folder / "course.yaml"
    text = file.read_text("utf-8")
    name = slug(title, "course")
    quoted = '"' + title.replace("\\", "\\\\").replace('"', '\\"') + '"'
    named = text.replace("id: my-course", f"id: {name if name[0].isalpha() else f'x-{name}'}")
    file.write_text(named.replace("title: My course", f"title: {quoted}"), "utf-8")


def _copy_schemas(folder: Path) -> None:
    # Editors complete keys from the file that each YAML file's first line names.
    folder.mkdir()
    for name in loader.names():
        shutil.copy(loader.path(name), folder)
