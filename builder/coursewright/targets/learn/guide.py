"""The page "upload this" of Blackboard: two course views, two ways."""

from __future__ import annotations

from collections.abc import Iterator

from coursewright.model.course import Publication
from coursewright.targets.base import Artefact, UploadGuide, UploadStep

__all__ = ["upload_guide"]

_INTRODUCTION = (
    "Blackboard Learn has two course views, and they take different files. Find out which one your "
    "course has, then do the steps of either Original or Ultra, never both: each way brings the "
    "quizzes. The packages and question files hold answer keys: they are for instructors, and "
    "never for a public folder."
)
_ORIGINAL = "Either: the course has the Original view"
_SINGLE = "Or, in an Original course: single quizzes instead of the whole package"
_ULTRA = "Or: the course has the Ultra view"
_TOOLS = "Labs and other tools, in both views"


def upload_guide(publication: Publication, artefacts: tuple[Artefact, ...]) -> UploadGuide:
    """Return the guide for the files that were made."""
    course = publication.info.id
    made = [artefact.path.removeprefix("blackboard/") for artefact in artefacts]
    return UploadGuide(
        f"{publication.info.title}: upload to Blackboard",
        _INTRODUCTION,
        (*_original(course), *_single(made), *_ultra(course, made), *_tools(course)),
    )


def _original(course: str) -> Iterator[UploadStep]:
    yield UploadStep(
        f"{course}-course.zip",
        "Original course > Control Panel > Packages and Utilities > Import Package",
        "Import the whole course, quizzes included, into an empty course, with all materials "
        "selected. Nothing else is to be imported.",
        _ORIGINAL,
    )


def _single(made: list[str]) -> Iterator[UploadStep]:
    pools = tuple(name for name in made if name.startswith("pools/"))
    if pools:
        yield UploadStep(
            "",
            "Original course > Course Tools > Tests, Surveys, and Pools > Pools > Import Pool",
            "Import the quizzes that you want, each as a pool.",
            _SINGLE,
            pools,
        )
    texts = tuple(name for name in made if name.startswith("questions/original/"))
    if texts:
        yield UploadStep(
            "",
            "Original course > Tests > a test > Upload Questions",
            "Or upload a quiz's questions into a test of your own: the same questions as in the "
            "pools, in simpler form.",
            _SINGLE,
            texts,
        )


def _ultra(course: str, made: list[str]) -> Iterator[UploadStep]:
    yield UploadStep(
        f"{course}-course.zip",
        "Ultra course > Content > Import Content",
        "Try the course package first, in an empty course, and read the import's report.",
        _ULTRA,
    )
    texts = tuple(name for name in made if name.startswith("questions/ultra/"))
    if texts:
        yield UploadStep(
            "",
            "Ultra course > Gradebook or Content > a test > + > Upload questions from file",
            "Only for quizzes that the report lists as left out: upload each into a test of its "
            "own.",
            _ULTRA,
            texts,
        )


def _tools(course: str) -> Iterator[UploadStep]:
    yield UploadStep(
        "",
        "Administrator Panel > LTI Tool Providers > Register LTI 1.3 Tool",
        "Register the lab service by its client id and hand the deployment id back to its "
        "operators; LTI 1.3 with the REST API is the supported route.",
        _TOOLS,
    )
    yield UploadStep(
        f"{course}-building-block.war",
        "Administrator Panel > Building Blocks > Installed Tools > Upload Building Blocks",
        "Only on Learn 9.1, or with Original courses that still allow it: install the Building "
        "Block, set it to available, and add the tool to a course. Building Blocks reached their "
        "end of life on 1 January 2024 and never work in Ultra courses.",
        _TOOLS,
    )
