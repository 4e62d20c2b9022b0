"""The page "upload this" of Blackboard: two course views, two ways."""

from __future__ import annotations

from coursewright.model.course import Publication
from coursewright.targets.base import Artefact, UploadGuide, UploadStep

__all__ = ["upload_guide"]

_INTRODUCTION = (
    "Blackboard Learn has two course views, and they take different files. Original: import the "
    "course package. Ultra: import the question files and reach the labs through LTI. Building "
    "Blocks reached their end of life on 1 January 2024 and never work in Ultra courses; the "
    "supported route for tools is LTI 1.3 with the REST API. The packages and question files "
    "hold answer keys: they are for instructors, and never for a public folder."
)


def upload_guide(publication: Publication, artefacts: tuple[Artefact, ...]) -> UploadGuide:
    """Return the guide for the files that were made."""
    course = publication.info.id
    made = [artefact.path.removeprefix("blackboard/") for artefact in artefacts]
    return UploadGuide(
        f"{publication.info.title}: upload to Blackboard",
        _INTRODUCTION,
        (
            UploadStep(
                f"{course}-course.zip",
                "Original course > Control Panel > Packages and Utilities > Import Package",
                "Original: import the whole course into an empty course, with all materials "
                "selected.",
            ),
            *_pools(made),
            *_texts(made),
            UploadStep(
                "",
                "Ultra course > Content > Import Content",
                "Ultra: try the course package first in an empty course; what the import report "
                "lists as left out is added from the files above.",
            ),
            UploadStep(
                "",
                "Administrator Panel > LTI Tool Providers > Register LTI 1.3 Tool",
                "Both: for labs and other tools, register the lab service by its client id and "
                "hand the deployment id back to its operators.",
            ),
            UploadStep(
                f"{course}-building-block.war",
                "Administrator Panel > Building Blocks > Installed Tools > Upload Building Blocks",
                "Only on Learn 9.1 or with Original courses that still allow it: install the "
                "Building Block, set it to available, and add the tool to a course.",
            ),
        ),
    )


def _pools(made: list[str]) -> tuple[UploadStep, ...]:
    first = next((name for name in made if name.startswith("pools/")), "")
    if not first:
        return ()
    where = "Original course > Course Tools > Tests, Surveys, and Pools > Pools > Import Pool"
    do = "Original: to take single quizzes only, import each zip of the folder pools as a pool."
    return (UploadStep(first, where, do),)


def _texts(made: list[str]) -> tuple[UploadStep, ...]:
    steps = []
    for view, where in (
        ("original", "Original course > Tests > a test > Upload Questions"),
        ("ultra", "Ultra course > Gradebook or Content > a test > + > Upload questions from file"),
    ):
        first = next((name for name in made if name.startswith(f"questions/{view}/")), "")
        if first:
            do = (
                f"{view.capitalize()}: upload each file of questions/{view} into a test of its own."
            )
            steps.append(UploadStep(first, where, do))
    return tuple(steps)
