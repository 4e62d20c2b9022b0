"""Where the cartridge goes in each platform, and what to look at afterwards."""

from __future__ import annotations

from coursewright.model import items
from coursewright.model.course import Publication
from coursewright.targets.base import UploadGuide, UploadStep

__all__ = ["guide"]

_INTRODUCTION = (
    "One file for platforms that have no package of their own here. Canvas and Blackboard get more "
    "from theirs. The platform makes new things at every import, so import into an empty course."
)
_IMPORTS = (
    ("Moodle: Course > More > Course reuse > Restore", "Upload the file and restore it."),
    (
        "D2L Brightspace: Course Admin > Import/Export/Copy Components",
        "Choose “Import Components”, then “from a course package”, and all components.",
    ),
    (
        "Sakai: Lessons > More Tools > Import Content",
        "Choose “Import Common Cartridge” and the file.",
    ),
    (
        "Blackboard, Original course view: Packages and Utilities > Import Package",
        "Choose the file and all course materials.",
    ),
)
_LOOK = "As a teacher, after the import"


def guide(publication: Publication) -> UploadGuide:
    """Return the page "upload this"."""
    file = f"{publication.info.id}-cc11.imscc"
    steps = [UploadStep(file, where, do) for where, do in _IMPORTS]
    every = tuple(publication.items())
    if any(isinstance(item, items.Quiz) for item in every):
        text = "Set the points of each quiz and its questions: Moodle grades every quiz from 10."
        steps.append(UploadStep("", _LOOK, text))
    if any(isinstance(item, items.Tool) for item in every):
        text = (
            "Connect each LTI tool to one that an administrator installed, and enter its custom "
            "parameters where the platform shows none."
        )
        steps.append(UploadStep("", _LOOK, text))
    return UploadGuide("Upload this as a Common Cartridge", _INTRODUCTION, tuple(steps))
