"""A strict reader of WebVTT (W3C Candidate Recommendation, section 4), with line numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from coursewright.captions import rules
from coursewright.captions.blocks import Block, blocks, seconds
from coursewright.captions.cue import Cue
from coursewright.captions.cue_text import plain_text, text_faults
from coursewright_packaging.diagnostic import Diagnostic

__all__ = ["read_webvtt"]

_STAMP = r"(?:(\d{2,6}):)?([0-5]\d):([0-5]\d)\.(\d{3})"
_TIMING = re.compile(rf"[ \t]*{_STAMP}[ \t]+-->[ \t]+{_STAMP}(?:[ \t]+(.*))?")
_SIGNATURE = re.compile(r"WEBVTT(?:[ \t].*)?")
_OLD_HEADER = re.compile(r"[A-Za-z-]+ ?[:=]")
_ARROW = re.compile(r"-{1,2}>")
_PERCENT = r"(?:100(?:\.0+)?|\d{1,2}(?:\.\d+)?)%"
_SETTINGS = {
    "vertical": re.compile(r"rl|lr"),
    "line": re.compile(rf"(?:-?\d+|{_PERCENT})(?:,(?:start|center|end))?"),
    "position": re.compile(rf"{_PERCENT}(?:,(?:line-left|center|line-right))?"),
    "size": re.compile(_PERCENT),
    "align": re.compile(r"start|center|end|left|right"),
    "region": re.compile(r"\S+"),
}


def read_webvtt(lines: Sequence[str], path: str) -> tuple[tuple[Cue, ...], tuple[Diagnostic, ...]]:
    """Return the cues of a WebVTT file, and what is wrong with it."""
    reader = _Reader(path)
    cues = tuple(reader.cues(lines))
    return cues, tuple(reader.found)


class _Reader:
    def __init__(self, path: str) -> None:
        self._path = path
        self._ids: set[str] = set()
        self._begun = False
        self.found: list[Diagnostic] = []

    def cues(self, lines: Sequence[str]) -> Iterator[Cue]:
        first, *rest = blocks(lines) if any(lines) else (Block(1, ("",)),)
        yield from self._header(first)
        for block in rest:
            yield from self._block(block)

    def _header(self, block: Block) -> Iterator[Cue]:
        """Check the signature; a cue that touches it is read all the same."""
        if block.first != 1 or not _SIGNATURE.fullmatch(block.lines[0]):
            self._fault(1, "the first line must be `WEBVTT`")
            if "-->" in block.lines[0]:
                yield from self._block(block)
                return
        for place, line in enumerate(block.lines[1:], 1):
            if _ARROW.search(line):
                self._fault(block.number_of(place), "an empty line must stand above the first cue")
                yield from self._block(Block(block.number_of(place), block.lines[place:]))
                return
            if not _OLD_HEADER.match(line):
                self._fault(block.number_of(place), "an empty line must follow `WEBVTT`")

    def _block(self, block: Block) -> Iterator[Cue]:
        word = block.lines[0].split(maxsplit=1)[0] if block.lines[0].strip() else ""
        has_arrow = any("-->" in line for line in block.lines[:2])
        if word == "NOTE" and "-->" not in block.lines[0]:
            self._no_arrow(block)
        elif word in ("STYLE", "REGION") and not has_arrow:
            if self._begun:
                self._fault(block.first, f"`{word}` must stand above the first cue")
        else:
            self._begun = True
            yield from self._cue(block)

    def _no_arrow(self, block: Block) -> None:
        for place, line in enumerate(block.lines):
            if "-->" in line:
                self._fault(block.number_of(place), "a NOTE must not have `-->` in it")

    def _cue(self, block: Block) -> Iterator[Cue]:
        at = next((n for n, line in enumerate(block.lines[:2]) if _ARROW.search(line)), None)
        if at is None:
            self._fault(block.first, "a cue has no line with `-->`")
            return
        number, timing = block.number_of(at), block.lines[at]
        if at == 1:
            self._identify(block)
        match = _TIMING.fullmatch(timing)
        if match is None:
            message = f"`{timing.strip()[:60]}` is no timing; write `00:00:01.000 --> 00:00:04.000`"
            self._fault(number, message)
            return
        self._settings(match[9] or "", number)
        start, end = seconds(*match.group(1, 2, 3, 4)), seconds(*match.group(5, 6, 7, 8))
        text, speaker = self._text(block, at + 1)
        if end <= start:
            self._fault(number, "the cue ends before it starts")
        if not text.strip():
            self._fault(number, "the cue has no text")
        yield Cue(start, end, text, speaker, number)

    def _identify(self, block: Block) -> None:
        name = block.lines[0]
        if name in self._ids:
            message = f"the id `{name[:60]}` stands twice"
            self.found.append(rules.CUE_IDS_DIFFER.at(self._path, message, line=block.first))
        self._ids.add(name)

    def _settings(self, text: str, line: int) -> None:
        seen: set[str] = set()
        for setting in text.split():
            name, colon, value = setting.partition(":")
            known = _SETTINGS.get(name)
            if not colon or known is None or not known.fullmatch(value):
                self._setting_fault(line, f"`{setting[:60]}` is no cue setting")
            elif name in seen:
                self._setting_fault(line, f"the setting `{name}` stands twice")
            seen.add(name)

    def _setting_fault(self, line: int, message: str) -> None:
        self.found.append(rules.CUE_SETTINGS_PARSE.at(self._path, message, line=line))

    def _text(self, block: Block, at: int) -> tuple[str, str]:
        rows = block.lines[at:]
        for place, row in enumerate(rows, at):
            if "-->" in row:
                message = "`-->` stands in a cue's text; is an empty line missing above it?"
                self._fault(block.number_of(place), message)
        for place, message in text_faults(rows):
            number = block.number_of(at + place)
            self.found.append(rules.CUE_TEXT_PARSES.at(self._path, message, line=number))
        return plain_text(rows)

    def _fault(self, line: int, message: str) -> None:
        self.found.append(rules.CAPTIONS_PARSE.at(self._path, message, line=line))
