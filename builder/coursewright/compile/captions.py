"""WebVTT and SRT: read with line numbers, written as WebVTT, joined to a transcript."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from coursewright.compile import rules
from coursewright.markup import Markup, html
from coursewright_packaging.diagnostic import Diagnostic
from coursewright_packaging.vocabulary.text import Rich

__all__ = ["Cue", "read_captions", "transcript", "write_webvtt"]

_TIME = r"(?:(\d+):)?(\d{2}):(\d{2})[.,](\d{3})"
_TIMING = re.compile(rf"^\s*{_TIME}\s+-->\s+{_TIME}(?:\s.*)?$")
_TAG = re.compile(r"<[^>]*>")
_VOICE = re.compile(r"<v(?:\.[^ >]*)? ([^>]+)>")
_PAUSE = 2.0  # seconds of silence that begin a new paragraph


@dataclass(frozen=True, slots=True)
class Cue:
    """One caption. start, end: seconds. speaker: empty when not said. line: in the file."""

    start: float
    end: float
    text: str
    speaker: str = ""
    line: int = 0


def read_captions(text: str, path: str) -> tuple[tuple[Cue, ...], tuple[Diagnostic, ...]]:
    """Return the cues of a WebVTT or SRT file, and what is wrong with it."""
    found: list[Diagnostic] = []
    lines = text.splitlines()
    if path.endswith(".vtt") and not re.match(r"WEBVTT([ \t]|$)", lines[0] if lines else ""):
        found.append(_fault(path, 1, "the first line must be `WEBVTT`"))
    cues = [cue for block in _blocks(lines) for cue in _cue(block, path, found)]
    if not cues and not found:
        found.append(_fault(path, 1, "there is no cue in it"))
    return tuple(cues), tuple(found)


def _blocks(lines: list[str]) -> Iterator[list[tuple[int, str]]]:
    block: list[tuple[int, str]] = []
    for number, line in enumerate(lines, 1):
        if line.strip():
            block.append((number, line))
        elif block:
            yield block
            block = []
    if block:
        yield block


def _cue(block: list[tuple[int, str]], path: str, found: list[Diagnostic]) -> Iterator[Cue]:
    first = block[0][1]
    if first.startswith(("WEBVTT", "NOTE", "STYLE", "REGION")):
        return
    at = next((i for i, (_, line) in enumerate(block) if "-->" in line or "->" in line), None)
    if at is None:
        found.append(_fault(path, block[0][0], "a cue has no line with `-->`"))
        return
    number, timing = block[at]
    match = _TIMING.match(timing)
    if match is None:
        message = f"`{timing.strip()[:60]}` is no timing; write `00:00:01.000 --> 00:00:04.000`"
        found.append(_fault(path, number, message))
        return
    start, end = _seconds(match.groups()[:4]), _seconds(match.groups()[4:])
    text = " ".join(line.strip() for _, line in block[at + 1 :])
    if end <= start:
        found.append(_fault(path, number, "the cue ends before it starts"))
    if not text:
        found.append(_fault(path, number, "the cue has no text"))
    voice = _VOICE.search(text)
    yield Cue(start, end, _TAG.sub("", text).strip(), voice[1].strip() if voice else "", number)


def _seconds(parts: tuple[str | None, ...]) -> float:
    hours, minutes, seconds, milliseconds = (int(part or 0) for part in parts)
    return hours * 3600 + minutes * 60 + seconds + milliseconds / 1000


def _fault(path: str, line: int, message: str) -> Diagnostic:
    return rules.CAPTIONS_PARSE.at(path, message, line=line)


def write_webvtt(cues: tuple[Cue, ...]) -> str:
    """Return the cues as a WebVTT file."""
    blocks = ["WEBVTT"]
    for cue in cues:
        voice = f"<v {cue.speaker}>" if cue.speaker else ""
        blocks.append(f"{_stamp(cue.start)} --> {_stamp(cue.end)}\n{voice}{cue.text}")
    return "\n\n".join(blocks) + "\n"


def _stamp(seconds: float) -> str:
    milliseconds = round(seconds * 1000)
    minutes, rest = divmod(milliseconds, 60_000)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{rest // 1000:02}.{rest % 1000:03}"


def transcript(cues: tuple[Cue, ...]) -> Rich:
    """Return the cues as text: a paragraph per speaker and after each pause."""
    paragraphs: list[list[Cue]] = []
    for cue in cues:
        last = paragraphs[-1][-1] if paragraphs else None
        if last and cue.text == last.text:
            continue  # captions that roll up repeat their lines
        if last and cue.start - last.end < _PAUSE and cue.speaker in ("", last.speaker):
            paragraphs[-1].append(cue)
        else:
            paragraphs.append([cue])
    page = "\n".join(_paragraph(cues) for cues in paragraphs)
    return Rich(page, " ".join(cue.text for cue in cues))


def _paragraph(cues: list[Cue]) -> str:
    minutes, seconds = divmod(int(cues[0].start), 60)
    time = html('<span class="cue-time">{}:{:02}</span> ', minutes, seconds)
    name = cues[0].speaker
    speaker = html('<span class="speaker">{}:</span> ', name) if name else ""
    text = " ".join(cue.text for cue in cues)
    return html("<p>{}{}{}</p>", Markup(time), Markup(speaker), text)
