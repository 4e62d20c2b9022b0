"""Cues as WebVTT."""

from __future__ import annotations

from collections.abc import Iterable

from coursewright.captions.cue import Cue

__all__ = ["stamp", "write_webvtt"]


def write_webvtt(cues: Iterable[Cue]) -> str:
    """Return the cues as a WebVTT file."""
    blocks = ["WEBVTT"]
    for cue in cues:
        voice = f"<v {_escaped(cue.speaker)}>" if cue.speaker else ""
        rows = "\n".join(cue.rows)
        blocks.append(f"{stamp(cue.start)} --> {stamp(cue.end)}\n{voice}{_escaped(rows)}")
    return "\n\n".join(blocks) + "\n"


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def stamp(seconds: float) -> str:
    """Return a time as WebVTT writes it, `00:01:02.500`."""
    milliseconds = round(seconds * 1000)
    minutes, rest = divmod(milliseconds, 60_000)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{rest // 1000:02}.{rest % 1000:03}"
