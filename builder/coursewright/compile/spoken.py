"""The spoken descriptions of one course, and what kept them from being made."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence

from coursewright.accessible.rules import STRUCTURE_IS_SPOKEN
from coursewright.compile.assets import AssetStore
from coursewright.compile.fragment import Fragment, Link
from coursewright.compile.links import LinkTable
from coursewright.compile.speech import Speech, speak, speaker
from coursewright.engine.steps import MapStep
from coursewright_packaging.diagnostic import Diagnostic

__all__ = ["spoken_texts"]

_NAME = 16  # digits of the digest of a text


def spoken_texts(
    told: Sequence[tuple[Fragment, Link]],
    language: str,
    map_step: MapStep,
    assets: AssetStore,
    links: LinkTable,
) -> tuple[Mapping[str, str], tuple[Diagnostic, ...]]:
    """Return the asset of each text that is to be spoken, and what is wrong.

    told: where descriptions stand. language: BCP 47, of the course.
    """
    voice = speaker()
    texts = list(dict.fromkeys(link.target for _, link in told))
    speeches = [Speech(text, language, voice) for text in texts] if voice else []
    made = dict(zip(texts, map_step(speak, speeches), strict=True)) if voice else {}
    files = {
        text: assets.make(f"speech/{hashlib.sha256(text.encode()).hexdigest()[:_NAME]}.mp3", sound)
        for text, sound in made.items()
        if sound
    }
    problem = "espeak-ng or PyAV is not installed"
    if voice:
        problem = f'espeak-ng has no voice for "{language}"'
    found = []
    for fragment, link in told:
        if link.target not in files:
            line, column = links.place(fragment.path, link)
            message = f"nobody speaks the description of this code: {problem}"
            found.append(STRUCTURE_IS_SPOKEN.at(fragment.path, message, line=line, column=column))
    return files, tuple(found)
