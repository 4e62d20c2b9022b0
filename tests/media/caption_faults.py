"""Faulty and sound caption files of the clip, and the rules that must catch them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from clips import LINES, cue_times, stamp, webvtt

__all__ = ["FAULTS", "SOUND", "Captions"]


@dataclass(frozen=True)
class Captions:
    """A file. ending: of its name. tracks: of the item, in YAML, `@` for the file's name."""

    content: bytes
    rules: frozenset[str] = frozenset()
    ending: str = "en.vtt"
    tracks: str = "- {language: en, file: @}"


def _of(text: str, *rules: str, ending: str = "en.vtt", tracks: str = "") -> Captions:
    one = tracks or "- {language: en, file: @}"
    return Captions(text.encode(), frozenset(rules), ending, one)


def _changed(old: str, new: str, *rules: str) -> Captions:
    text = webvtt()
    assert old in text, old
    return _of(text.replace(old, new, 1), *rules)


def _line(number: int, text: str, *rules: str) -> Captions:
    return _changed(LINES[number], text, *rules)


def _timed(number: int, start: float, end: float, *rules: str) -> Captions:
    """Return the captions with one cue at another time, counted from its own start."""
    own = cue_times()[number]
    old = f"{stamp(own[0])} --> {stamp(own[1])}"
    return _changed(old, f"{stamp(own[0] + start)} --> {stamp(own[0] + end)}", *rules)


def _srt(text: str | None = None) -> str:
    blocks = (text or webvtt()).split("\n\n")[1:]
    return "\n\n".join(f"{n}\n{_with_commas(block)}" for n, block in enumerate(blocks, 1))


def _with_commas(text: str) -> str:
    return re.sub(r"(\d)[.](\d{3})", r"\1,\2", text)


def _other() -> str:
    """Return the captions of another speech."""
    times = [(0.2, 1.1), (3.0, 3.9), (5.1, 6.0), (7.0, 7.9), (10.2, 11.1), (12.0, 12.9)]
    cues = [f"{stamp(a)} --> {stamp(b)}\nOther words." for a, b in times]
    return "WEBVTT\n\n" + "\n\n".join(cues) + "\n"


def _first(count: int) -> str:
    return "\n\n".join(webvtt().split("\n\n")[: count + 1]) + "\n"


_END = max(end for _, end in cue_times())
_SECOND = f"{stamp(cue_times()[1][0])} --> {stamp(cue_times()[1][1])}"
_P = "captions-parse"
_TWO = "- {language: en, file: @}\n  - {language: EN, file: @}"

FAULTS: Mapping[str, Captions] = {
    "header-of-another-kind": _changed("WEBVTT", "WEBVTTX", _P),
    "header-missing": _of(webvtt().partition("\n\n")[2], _P),
    "header-in-lower-case": _changed("WEBVTT", "webvtt", _P),
    "header-below-an-empty-line": _of("\n" + webvtt(), _P),
    "no-empty-line-below-the-header": _changed("WEBVTT\n\n", "WEBVTT\n", _P),
    "arrow-of-one-dash": _changed(_SECOND, _SECOND.replace("-->", "->"), _P),
    "arrow-without-blanks": _changed(_SECOND, _SECOND.replace(" --> ", "-->"), _P),
    "commas-in-the-times": _of(_with_commas(webvtt()), _P),
    "two-digits-of-a-second": _changed(_SECOND, _SECOND[:-1], _P),
    "minutes-above-59": _changed(_SECOND, _SECOND.replace("--> 00:00:", "--> 00:75:"), _P),
    "no-hours-and-one-digit": _changed(_SECOND, _SECOND.replace("00:00:", "0:", 1), _P),
    "ends-before-it-starts": _timed(4, 1.2, 0.4, _P),
    "no-text": _line(4, "", _P),
    "no-timing": _changed(f"{_SECOND}\n", "", _P),
    "no-cue": _of("WEBVTT\n", _P),
    "empty-file": _of("", _P),
    "arrow-in-the-text": _line(1, "Add one spoon --> of leaves.", _P),
    "empty-line-missing": _changed(
        f"\n\n{_SECOND}", f"\n{_SECOND}", _P, "captions-can-be-read", "caption-rows-are-few"
    ),
    "style-below-a-cue": _changed(f"\n{_SECOND}", f"\nSTYLE\n::cue {{}}\n\n{_SECOND}", _P),
    "arrow-in-a-note": _changed(f"\n{_SECOND}", f"\nNOTE\nfrom --> to\n\n{_SECOND}", _P),
    "overlapping": _timed(0, 0, 2.9, "cues-do-not-overlap"),
    "out-of-order": _of(
        "\n\n".join([*(b := webvtt().strip().split("\n\n"))[:2], b[3], b[2], *b[4:]]) + "\n",
        "cues-are-in-order",
    ),
    "same-id-twice": _of(webvtt().replace("\n\n00:", "\n\nsame\n00:"), "cue-ids-differ"),
    "unknown-tag": _line(0, "Warm <font>the</font> pot with water.", "cue-text-parses"),
    "tag-is-not-closed": _line(0, "Warm the <b>pot with water.", "cue-text-parses"),
    "tag-closes-nothing": _line(0, "Warm the pot</i> with water.", "cue-text-parses"),
    "loose-ampersand": _line(0, "Warm the pot & the cup.", "cue-text-parses"),
    "unknown-reference": _line(0, "Warm the pot &nothing; now.", "cue-text-parses"),
    "loose-bracket": _line(0, "Warm it to < 90 degrees.", "cue-text-parses"),
    "voice-without-a-name": _line(0, "<v>Warm the pot.", "cue-text-parses"),
    "unknown-setting": _changed(_SECOND, f"{_SECOND} colour:red", "cue-settings-parse"),
    "setting-over-a-hundred": _changed(_SECOND, f"{_SECOND} size:120%", "cue-settings-parse"),
    "setting-twice": _changed(_SECOND, f"{_SECOND} align:left align:start", "cue-settings-parse"),
    "carriage-returns-alone": Captions(
        webvtt().replace("\n", "\r").encode(), frozenset({"caption-lines-end-with-newline"})
    ),
    "utf-16": Captions(webvtt().encode("utf-16"), frozenset({"text-is-utf8"})),
    "latin-1": Captions(
        webvtt().replace("Warm", "Wärme").encode("latin-1"), frozenset({"text-is-utf8"})
    ),
    "too-fast": _line(
        4,
        "Take all of the leaves out of the\npot before it gets too bitter.",
        "captions-can-be-read",
    ),
    "row-too-long": _line(3, "Now wait four minutes, and please do not stir.", "caption-rows-fit"),
    "three-rows": _line(3, "Now wait\nfour minutes,\nand do not stir.", "caption-rows-are-few"),
    "flashes-past": _of(
        webvtt() + f"\n{stamp(_END + 0.2)} --> {stamp(_END + 0.6)}\n[clap]\n",
        "caption-stands-long-enough",
    ),
    "stands-too-long": _timed(5, 0, 7.6, "caption-goes-in-time"),
    "no-gap": _timed(0, 0, cue_times()[1][0] - 0.5 - 0.01, "captions-leave-a-gap"),
    "late-by-two-seconds": _of(webvtt(2.0), "captions-are-in-time"),
    "late-by-most-of-a-second": _of(webvtt(0.8), "captions-are-in-time"),
    "of-another-video": _of(_other(), "captions-match-the-sound"),
    "second-half-is-missing": _of(_first(3), "speech-is-captioned"),
    "behind-the-end": _of(
        webvtt() + "\n00:01:00.000 --> 00:01:02.000\nMore tea.\n", "captions-end-with-the-media"
    ),
    "unknown-language": _of(
        webvtt(), "caption-language-agrees", ending="vtt", tracks="- {language: xx, file: @}"
    ),
    "region-that-is-none": _of(
        webvtt(), "caption-language-agrees", tracks="- {language: en-UK, file: @}"
    ),
    "file-of-another-language": _of(webvtt(), "caption-language-agrees", ending="de.vtt"),
    "same-track-twice": _of(webvtt(), "caption-tracks-differ", tracks=_TWO),
    "srt-without-a-number": _of(_srt().replace("2\n00", "00", 1), _P, ending="en.srt"),
    "srt-with-points": _of(_srt().replace(",", "."), _P, ending="en.srt"),
    "srt-with-a-jump": _of(_srt().replace("\n5\n", "\n7\n"), "cue-ids-differ", ending="en.srt"),
    "srt-with-an-empty-cue": _of(_srt().replace(LINES[4], ""), _P, ending="en.srt"),
}

SOUND: Mapping[str, Captions] = {
    "plain": _of(webvtt()),
    "srt": _of(_srt(), ending="en.srt"),
    "windows-line-ends": _of(webvtt().replace("\n", "\r\n")),
    "with-a-mark-in-front": _of("\ufeff" + webvtt()),
    "words-behind-the-header": _of(webvtt().replace("WEBVTT", "WEBVTT - Tea", 1)),
    "header-of-an-old-kind": _of(webvtt().replace("WEBVTT", "WEBVTT\nKind: captions", 1)),
    "notes-styles-and-regions": _of(
        webvtt().replace(
            "WEBVTT", "WEBVTT\n\nNOTE for us\n\nSTYLE\n::cue {}\n\nREGION\nid:a\nlines:3", 1
        )
    ),
    "ids": _of(re.sub(r"\n\n00:00:(\d\d)", r"\n\ncue \1\n00:00:\1", webvtt())),
    "voices": _of(webvtt().replace("\nWarm", "\n<v Ann>Warm").replace("\nNow", "\n<v Bob>Now")),
    "tags-and-references": _of(
        webvtt()
        .replace("Warm the", "<i.loud>Warm</i> &lt;the&gt;&nbsp;")
        .replace("one", "<b>1</b>")
    ),
    "settings": _of(
        webvtt().replace(
            _SECOND, f"{_SECOND} line:85%,end position:50%,center size:80% align:center"
        )
    ),
    "two-languages": _of(
        webvtt(), tracks="- {language: en, file: @}\n  - {language: en-GB, file: @}"
    ),
    "a-little-late": _of(webvtt(0.3)),
}
