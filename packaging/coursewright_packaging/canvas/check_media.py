"""Check captions of videos, and links to tools."""

from __future__ import annotations

from collections.abc import Iterator

from coursewright_packaging.canvas import rules
from coursewright_packaging.commoncartridge.package import Cartridge, Resource
from coursewright_packaging.diagnostic import Diagnostic
from coursewright_packaging.xml import Element, line_of

__all__ = ["check_media"]

_TRACKS = "course_settings/media_tracks.xml"
_KINDS = ("subtitles", "captions", "descriptions", "chapters", "metadata")
_VIDEOS = (".mp4", ".m4v", ".mov", ".webm")


def check_media(cartridge: Cartridge) -> Iterator[Diagnostic]:
    """Yield tracks that lead nowhere, videos without one, and tool links that cannot be found."""
    resources = {resource.identifier: resource for resource in cartridge.resources}
    root = cartridge.xml(_TRACKS)
    captioned: set[str] = set()
    for media in () if root is None else root.iter("{*}media"):
        captioned.add(media.get("identifierref", ""))
        yield from _media(cartridge, media, resources)
    for resource in resources.values():
        if resource.href.lower().endswith(_VIDEOS) and resource.identifier not in captioned:
            yield cartridge.at(rules.VIDEO_TRACKED, resource.href, "the video has no track")
        if resource.kind.startswith("imsbasiclti_xmlv1p3"):
            yield from _tool_link(cartridge, resource)


def _media(
    cartridge: Cartridge, media: Element, resources: dict[str, Resource]
) -> Iterator[Diagnostic]:
    tracks = list(media.iterchildren("{*}track"))
    if media.get("identifierref", "") not in resources or not tracks:
        message = f"`{media.get('identifierref', '')}` with {len(tracks)} tracks is no video"
        yield cartridge.at(rules.TRACK_RESOLVES, _TRACKS, message, line_of(media))
    for track in tracks:
        found = resources.get(track.get("identifierref", ""))
        empty = not (track.text or "").strip() and (
            found is None or found.href not in cartridge.members
        )
        if empty or track.get("kind") not in _KINDS or not track.get("locale"):
            message = f"the track of kind `{track.get('kind')}` has no text, file or locale"
            yield cartridge.at(rules.TRACK_RESOLVES, _TRACKS, message, line_of(track))


def _tool_link(cartridge: Cartridge, resource: Resource) -> Iterator[Diagnostic]:
    wanted = f"lti_resource_links/{resource.identifier}.xml"
    if resource.files != (wanted,):
        message = f"the tool link `{resource.identifier}` is not in `{wanted}`"
        yield cartridge.at(rules.TOOL_LINK_FOUND, "imsmanifest.xml", message, resource.line)
