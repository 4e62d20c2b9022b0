"""Cues as WebVTT, and whole files moved in time."""

from __future__ import annotations

import re
from collections.abc import Iterable

from coursewright.captions.cue import Cue

__all__ = ["moved", "write_webvtt"]

_STAMP = re.compile(r"(?:(\d{2,}):)?(\d{2}):(\d{2})([.,])(\d{3})")


def write_webvtt(cues: Iterable[Cue]) -> str:
    """Return the cues as a WebVTT file."""
    blocks = ["WEBVTT"]
    for cue in cues:
        voice = f"<v {_escaped(cue.speaker)}>" if cue.speaker else ""
        rows = "\n".join(cue.rows)
        blocks.append(f"{_stamp(cue.start)} --> {_stamp(cue.end)}\n{voice}{_escaped(rows)}")
    return "\n\n".join(blocks) + "\n"


def moved(text: str, by: float) -> str:
    """Return a WebVTT or SRT text with every time moved by seconds; all else stays as it is.

    No time becomes negative. A cue that would lie before the beginning is left without length,
    which the reader then reports.
    """

    def shifted(match: re.Match[str]) -> str:
        hours, minutes, whole, point, rest = match.groups()
        time = int(hours or 0) * 3600 + int(minutes) * 60 + int(whole) + int(rest) / 1000
        return _stamp(max(time + by, 0.0)).replace(".", point)

    return "".join(
        _STAMP.sub(shifted, line) if "-->" in line else line
        for line in text.splitlines(keepends=True)
    )


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _stamp(seconds: float) -> str:
    milliseconds = round(seconds * 1000)
    minutes, rest = divmod(milliseconds, 60_000)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{rest // 1000:02}.{rest % 1000:03}"
