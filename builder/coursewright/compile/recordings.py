"""Videos and audio files: their tracks read and held against the guideline, their transcripts."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from coursewright.captions.guidelines import guideline, held_against
from coursewright.captions.languages import check_languages
from coursewright.captions.read import read_track
from coursewright.captions.transcript import transcript
from coursewright.captions.write import write_webvtt
from coursewright.compile.assets import AssetStore
from coursewright.load.files import SourceFile
from coursewright.markup import html
from coursewright.model.course import Course
from coursewright.model.items import Audio, Captions, Video
from coursewright.model.source import Source
from coursewright.theme import strings
from coursewright_packaging.diagnostic import Diagnostic
from coursewright_packaging.vocabulary.text import Rich

__all__ = ["Recordings"]


class Recordings:
    """The recordings of one course."""

    def __init__(self, course: Course, assets: AssetStore, found: list[Diagnostic]) -> None:
        """Keep the files that recordings name in `assets`, and what is wrong in `found`."""
        self._course = course
        self._assets = assets
        self._guideline = guideline(course.info.media.get("captions", {}))
        self._found = found

    def compiled(self, item: Video[Source] | Audio[Source], body: Rich) -> dict[str, Any]:
        """Return the fields of the item that compiling changes. body: as rendered."""
        changes: dict[str, Any] = {"body": body, "media": self._asset(item.media)}
        if isinstance(item, Video) and item.poster:
            changes["poster"] = self._asset(item.poster)
        if isinstance(item, Video) and item.described and item.described.file:
            changes["body"] = self._with_described(body, item.described.file)
        tracks = [self._track(track) for track in item.captions]
        self._found += check_languages(item.captions, item.place)
        changes["captions"] = tuple(track for track, _ in tracks)
        changes["transcript"] = tracks[0][1] if tracks else None
        return changes

    def _asset(self, file: str) -> str:
        return self._assets.add(file) or ""

    def _with_described(self, body: Rich, file: str) -> Rich:
        words = strings(self._course.info.language)["described_version"]
        link = html('<p><a href="cw:asset/{}">{}</a></p>', self._asset(file), words)
        return Rich(body.html + link, f"{body.text} {words}".strip())

    def _track(self, track: Captions) -> tuple[Captions, Rich | None]:
        file = self._course.root / track.file
        if not file.is_file():
            return track, None
        cues = read_track(SourceFile(track.file, file), self._found)
        if cues is None:
            return track, None
        self._found += held_against(self._guideline, cues, track.file)
        if track.file.endswith(".srt"):
            origin = f"{track.file.removesuffix('.srt')}.vtt"
            asset = self._assets.make(origin, write_webvtt(cues).encode())
        else:
            asset = self._asset(track.file)
        return replace(track, file=asset), transcript(cues)
