"""A caption file of the course: its encoding, its cues, and their order."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from coursewright.captions import rules
from coursewright.captions.cue import Cue
from coursewright.captions.srt import read_srt
from coursewright.captions.webvtt import read_webvtt
from coursewright.load.characters import control_character
from coursewright.load.files import SourceFile, read_text
from coursewright_packaging.diagnostic import Diagnostic

__all__ = ["ENDINGS", "read_captions", "read_track"]

ENDINGS = (".vtt", ".srt")
_LONE_RETURN = re.compile(rb"\r(?!\n)")


def read_track(file: SourceFile, found: list[Diagnostic]) -> tuple[Cue, ...] | None:
    """Return the cues of a file; `None` when it is no text. What is wrong goes to `found`."""
    text = read_text(file, found)
    if text is None:
        return None
    if stray := control_character(file.path, text):
        found.append(stray)
        return None
    if _LONE_RETURN.search(file.absolute.read_bytes()):
        message = "lines end with a carriage return alone"
        found.append(rules.LINES_END.at(file.path, message, line=1))
    cues, faults = read_captions(text, file.path)
    found += faults
    return cues


def read_captions(text: str, path: str) -> tuple[tuple[Cue, ...], tuple[Diagnostic, ...]]:
    """Return the cues of a WebVTT or SRT text with `\\n` line ends, and what is wrong with it."""
    # Not splitlines(), which would break a row at characters that belong to it.
    lines = text.split("\n")
    read = read_srt if path.lower().endswith(".srt") else read_webvtt
    cues, faults = read(lines, path)
    if not cues and not faults:
        faults = (rules.CAPTIONS_PARSE.at(path, "there is no cue in it", line=1),)
    return cues, (*faults, *_order(cues, path))


def _order(cues: Sequence[Cue], path: str) -> Iterator[Diagnostic]:
    latest = 0.0
    for before, cue in zip((None, *cues), cues, strict=False):
        if cue.start < latest:
            message = f"the cue starts at {cue.start:.3f} s, after one that starts at {latest:.3f}"
            yield rules.CUES_RISE.at(path, f"{message} s", line=cue.line)
        elif before and cue.start < before.end and before.end > before.start:
            message = f"the cue starts {before.end - cue.start:.3f} s before the last one ends"
            yield rules.CUES_DO_NOT_OVERLAP.at(path, message, line=cue.line)
        latest = max(latest, cue.start)
