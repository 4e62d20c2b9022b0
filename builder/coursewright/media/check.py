"""What `coursewright media check` examines: a course, or files by name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from coursewright.captions.guidelines import held_against
from coursewright.captions.languages import check_languages
from coursewright.captions.read import ENDINGS, read_track
from coursewright.check import apply_severities, check_descriptions
from coursewright.diagnostics.registry import weigh, weighable
from coursewright.engine.hashing import FileIndex
from coursewright.engine.steps import MapStep
from coursewright.load.files import SourceFile
from coursewright.media.examine import Examination, Recording, examine_media, examine_recordings
from coursewright.media.profiles import Plan
from coursewright.model.course import Course
from coursewright.model.items import Audio, Video
from coursewright_packaging.diagnostic import Diagnostic

__all__ = ["check_course_media", "check_files"]

_SOUNDS = (".mp3", ".m4a", ".ogg", ".opus", ".wav", ".flac", ".aac")


def check_course_media(
    course: Course, index: FileIndex, map_step: MapStep, *, deep: bool
) -> tuple[Examination, tuple[Diagnostic, ...]]:
    """Return what the course's media are, and what is wrong with them and their captions."""
    examination = examine_media(course, index, map_step, deep=deep)
    found = [*examination.diagnostics, *check_descriptions(course)]
    for item in course.items():
        if isinstance(item, Video | Audio):
            found += check_languages(item.captions, item.place)
            for track in item.captions:
                found += _captions(course.root, track.file, examination.plan)
    weighed = apply_severities(found, course.info.severities, weighable())
    return examination, weigh(weighed)


def check_files(
    files: Sequence[Path], plan: Plan, index: FileIndex, map_step: MapStep, *, deep: bool
) -> tuple[Examination, tuple[Diagnostic, ...]]:
    """Return the same of files. A caption file belongs to the media file whose name it begins with.

    With one media file, all captions are its own.
    """
    tracks = [str(file) for file in files if file.suffix.lower() in ENDINGS]
    media = [str(file) for file in files if file.suffix.lower() not in ENDINGS]
    wanted = [
        Recording(
            name,
            not name.lower().endswith(_SOUNDS),
            captions=tuple(t for t in tracks if len(media) == 1 or _belongs(t, name)),
        )
        for name in media
    ]
    examination = examine_recordings(wanted, Path(), plan, index, map_step, deep=deep)
    found = [*examination.diagnostics]
    for track in tracks:
        found += _captions(Path(), track, plan)
    return examination, weigh(found)


def _belongs(track: str, media: str) -> bool:
    return Path(track).name.startswith(f"{Path(media).stem}.")


def _captions(root: Path, path: str, plan: Plan) -> Iterator[Diagnostic]:
    found: list[Diagnostic] = []
    cues = read_track(SourceFile(path, root / path), found) if (root / path).is_file() else None
    yield from found
    yield from held_against(plan.captions, cues or (), path)
