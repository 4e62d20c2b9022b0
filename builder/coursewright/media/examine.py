"""The order of examining a course's media: measure by content, judge, compare with captions."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from coursewright.captions.cue import Cue
from coursewright.captions.read import read_track
from coursewright.engine.hashing import FileIndex
from coursewright.engine.steps import MapStep
from coursewright.load.files import SourceFile
from coursewright.media import rules
from coursewright.media.facts import Frames, Media, MediaFile
from coursewright.media.frames import watch_frames
from coursewright.media.judge import judge_frames, judge_media
from coursewright.media.measure import can_examine, measure_media
from coursewright.media.profiles import Plan, plan_of
from coursewright.media.speech import Spoken, compare
from coursewright.model.course import Course
from coursewright.model.items import Audio, Video
from coursewright_packaging.diagnostic import Diagnostic

__all__ = ["Examination", "Recording", "examine_media", "examine_recordings", "recordings"]

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Recording:
    """A file to examine, and what an item says of it.

    path: as it is shown. captions: paths of its caption files, relative to the same root.
    """

    path: str
    video: bool
    minutes: int = 0
    captions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Examination:
    """What was found. measured: facts by path; frames: by path, empty without `--deep`."""

    plan: Plan
    measured: dict[str, Media]
    frames: dict[str, Frames]
    diagnostics: tuple[Diagnostic, ...]
    examined: bool


def recordings(course: Course) -> Iterator[Recording]:
    """Yield the media files of a course, a file that two items show once for each."""
    for item in course.items():
        if isinstance(item, Video | Audio) and (course.root / item.media).is_file():
            video = isinstance(item, Video)
            yield Recording(
                item.media,
                video,
                item.minutes,
                tuple(track.file for track in item.captions),
            )
            if isinstance(item, Video) and item.described and item.described.file:
                yield Recording(item.described.file, True, item.minutes)


def examine_media(
    course: Course, index: FileIndex, map_step: MapStep, *, deep: bool = False
) -> Examination:
    """Examine a course's media. map_step: from a cache, if it likes. deep: every frame."""
    wanted = [each for each in recordings(course) if (course.root / each.path).is_file()]
    plan = plan_of(course.info.media)
    return examine_recordings(wanted, course.root, plan, index, map_step, deep=deep)


def examine_recordings(
    wanted: Sequence[Recording],
    root: Path,
    plan: Plan,
    index: FileIndex,
    map_step: MapStep,
    *,
    deep: bool = False,
) -> Examination:
    """Examine files below `root`."""
    paths = list(dict.fromkeys(each.path for each in wanted))
    files = {path: MediaFile(index.digest(root / path), str(root / path)) for path in paths}
    measured = _by_path(files, measure_media, map_step)
    frames = _by_path(files, watch_frames, map_step) if deep and can_examine() else {}
    found = [
        *_unexamined(wanted),
        *(d for each in wanted for d in _judge(each, root, plan, measured[each.path])),
        *(d for path in frames for d in judge_frames(frames[path], measured[path], plan, path)),
    ]
    return Examination(plan, measured, frames, tuple(found), can_examine())


def _by_path(
    files: Mapping[str, MediaFile], step: Callable[[MediaFile], T], map_step: MapStep
) -> dict[str, T]:
    """Return what a step makes of the files; files with the same content are read once."""
    different = {file.digest: file for file in files.values()}
    made = dict(zip(different, map_step(step, list(different.values())), strict=True))
    return {path: made[file.digest] for path, file in files.items()}


def _unexamined(wanted: Sequence[Recording]) -> Iterator[Diagnostic]:
    if wanted and not can_examine():
        number = len({each.path for each in wanted})
        message = f"{number} media files were not examined, since PyAV is not installed"
        yield rules.EXAMINED.at("course.yaml", message)


def _judge(each: Recording, root: Path, plan: Plan, media: Media) -> Iterator[Diagnostic]:
    yield from judge_media(
        media,
        plan,
        each.path,
        video=each.video,
        minutes=each.minutes,
        typed=_typed(root / each.path),
    )
    if media.sound:
        for path in each.captions:
            cues = _cues(root, path)
            spoken = Spoken(each.path, media.length, media.sound)
            yield from compare(cues, spoken, plan.captions.offset, path)


def _typed(file: Path) -> str:
    """Return a path as the author types it here; empty for what lies elsewhere."""
    return str(file.relative_to(Path.cwd())) if file.is_relative_to(Path.cwd()) else ""


def _cues(root: Path, path: str) -> tuple[Cue, ...]:
    file = root / path
    if not file.is_file():
        return ()
    return read_track(SourceFile(path, file), []) or ()  # what is wrong was said by compiling
