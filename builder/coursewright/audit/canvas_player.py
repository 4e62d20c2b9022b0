"""Canvas's own player, which stands in the place of a frame that names a recording.

On import Canvas turns `iframe data-media-type` into its player and gives it the tracks of
`course_settings/media_tracks.xml` (elements `media` and `track`, each with the text of its file).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

from lxml import etree, html

from coursewright.audit.trees import read_xml

__all__ = ["Tracks", "put_players", "read_tracks"]

_TRACKS = "course_settings/media_tracks.xml"
_FILES = "$IMS-CC-FILEBASE$/"
_SHARED = "web_resources/"


@dataclass(frozen=True, slots=True)
class Track:
    """Captions as Canvas keeps them. text: WebVTT."""

    kind: str
    language: str
    text: str


Tracks = Mapping[str, tuple[Track, ...]]
"""The tracks of each recording, by its path in the package."""


def read_tracks(folder: Path) -> Tracks:
    """Return the tracks that an unpacked Canvas package names; none when it is damaged."""
    manifest, tracks = read_xml(folder / "imsmanifest.xml"), read_xml(folder / _TRACKS)
    if manifest is None or tracks is None:
        return {}
    paths = {
        str(each.get("identifier")): str(each.get("href")) for each in manifest.iter("{*}resource")
    }
    return {
        paths.get(str(media.get("identifierref")), ""): tuple(_tracks(media))
        for media in tracks.iter("{*}media")
    }


def _tracks(media: etree._Element) -> Iterator[Track]:
    for each in media.iter("{*}track"):
        yield Track(str(each.get("kind")), str(each.get("locale")), each.text or "")


def put_players(page: html.HtmlElement, folder: Path, tracks: Tracks) -> None:
    """Replace each frame of a recording in `page` by a player, and lay its captions beside it."""
    for frame in [*page.iter("iframe")]:
        kind, address = frame.get("data-media-type"), frame.get("src", "")
        if kind not in ("video", "audio") or not address.startswith(_FILES):
            continue
        path = _SHARED + unquote(address.removeprefix(_FILES))
        if not _inside(folder / path, folder):
            continue
        title = frame.get("title", "")
        frame.tag = kind
        frame.attrib.clear()
        frame.attrib.update({"controls": "", "aria-label": title, "src": address})
        frame.set("style", "width: 100%;")
        for track in tracks.get(path, ()):
            _add(frame, folder / path, address, track)


def _inside(path: Path, folder: Path) -> bool:
    return path.is_file() and path.resolve().is_relative_to(folder.resolve())


def _add(player: html.HtmlElement, recording: Path, address: str, track: Track) -> None:
    ending = f".{track.language}.vtt"
    recording.with_name(recording.name + ending).write_text(track.text, "utf-8")
    # Canvas calls every caption a subtitle and offers it as a caption.
    kind = "captions" if track.kind == "subtitles" else track.kind
    given = {"kind": kind, "srclang": track.language, "src": address + ending}
    player.append(html.Element("track", given))
