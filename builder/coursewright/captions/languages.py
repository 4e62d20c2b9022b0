"""Languages of caption tracks: registered tags, and those that file names and headers say."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from coursewright.captions import rules
from coursewright.model.items import Captions
from coursewright.model.source import Place
from coursewright_packaging.diagnostic import Diagnostic

__all__ = ["check_languages"]

# ISO 639-1; languages without a code of two letters have one of three, which is not looked up.
_CODES = frozenset(
    "aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy "
    "da de dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu "
    "hy hz ia id ie ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb "
    "lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om "
    "or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su sv sw "
    "ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu".split()
)
_NO_REGIONS = {"uk": "gb"}  # what is written often and is no region of ISO 3166
_NAMED = re.compile(r"\.([A-Za-z]{2,3}(?:-[A-Za-z0-9]+)*)\.(?:vtt|srt)$")


def check_languages(tracks: Sequence[Captions], place: Place) -> Iterator[Diagnostic]:
    """Yield what is wrong with the tracks of one item. place: of the item."""
    seen: set[tuple[str, str]] = set()
    for track in tracks:
        if message := _fault(track):
            yield rules.LANGUAGE_AGREES.at(place.path, message, line=place.line)
        key = (track.language.lower(), track.kind)
        if key in seen:
            message = f'two tracks are {track.kind} in "{track.language}"'
            yield rules.TRACKS_DIFFER.at(place.path, message, line=place.line)
        seen.add(key)


def _fault(track: Captions) -> str:
    language, *parts = track.language.lower().split("-")
    if len(language) == 2 and language not in _CODES:
        return f'"{track.language}" is no language of ISO 639'
    region = next((part for part in parts if part in _NO_REGIONS), "")
    if region:
        right = track.language.lower().replace(region, _NO_REGIONS[region].upper())
        return f'"{region.upper()}" is no region of ISO 3166; write "{right}"'
    named = _NAMED.search(track.file)
    if named and named[1].lower().split("-")[0] in _CODES:
        own = named[1].lower().split("-")[0]
        if own != language:
            return f'the track is "{track.language}", its file says "{named[1]}"'
    return ""
