"""Rules about caption files."""

from __future__ import annotations

from coursewright_packaging.diagnostic import Rule, Severity

__all__ = ["RULES"]

_ERROR, _WARNING, _ADVICE = Severity.ERROR, Severity.WARNING, Severity.ADVICE
_GUIDED = "Netflix, BBC or DCMP, as `media.captions` in course.yaml says"

CAPTIONS_PARSE = Rule(
    "captions-parse",
    _ERROR,
    "Captions are WebVTT or SRT whose every cue has a start, a later end and a text.",
    "Players drop such a cue, or all that follow, without a word.",
    "Mend the line.",
    "WebVTT, W3C Candidate Recommendation, 4.1",
)
LINES_END = Rule(
    "caption-lines-end-with-newline",
    _WARNING,
    "Lines of a caption file end with a line feed, alone or behind a carriage return.",
    "Readers of SRT, and some of WebVTT, take the whole file for one line.",
    "Save the file with line ends of Unix or Windows.",
)
CUE_TEXT_PARSES = Rule(
    "cue-text-parses",
    _WARNING,
    "The text of a WebVTT cue has only tags and character references that WebVTT knows.",
    "Players show the mark-up, or swallow the words in it.",
    "Write `&amp;`, `&lt;` and `&gt;`, close every tag, and use c, i, b, u, v, lang or ruby.",
    "WebVTT, 4.2.2",
)
CUE_SETTINGS_PARSE = Rule(
    "cue-settings-parse",
    _WARNING,
    "Settings behind a timing are those of WebVTT, each once.",
    "Players ignore what they do not know, and the caption stands where it should not.",
    "Mend the setting, for example `line:85% align:center`, or remove it.",
    "WebVTT, 4.4",
)
CUE_IDS_DIFFER = Rule(
    "cue-ids-differ",
    _WARNING,
    "No two cues of a file have the same id, and numbers of SRT count up.",
    "Tools that edit by id change the wrong cue; a jump in SRT means that cues are lost.",
    "Number the cues anew, or leave WebVTT ids out.",
    "WebVTT, 4.1",
)
CUES_RISE = Rule(
    "cues-are-in-order",
    _WARNING,
    "Cues stand in the order of their starts.",
    "Players that read on while they play never show a cue that comes too late.",
    "Sort the cues by their starts.",
    "WebVTT, 4.1",
)
CUES_DO_NOT_OVERLAP = Rule(
    "cues-do-not-overlap",
    _WARNING,
    "A cue ends before the next one starts.",
    "Two captions stand over each other, and hide more of the picture.",
    "End the first one earlier, or put both into one cue.",
)
RATE_IS_READABLE = Rule(
    "captions-can-be-read",
    _WARNING,
    "A caption stands long enough for its words.",
    "Who reads slowly misses the end of it, and the picture.",
    "Let it stand longer, or shorten the text.",
    _GUIDED,
)
ROWS_FIT = Rule(
    "caption-rows-fit",
    _WARNING,
    "A row of a caption is as short as the guideline says.",
    "Long rows break at a place that nobody chose, or leave the picture.",
    "Break the row in two, or make two cues of it.",
    _GUIDED,
)
ROWS_ARE_FEW = Rule(
    "caption-rows-are-few",
    _WARNING,
    "A caption has as few rows as the guideline says.",
    "It hides the picture.",
    "Make two cues of it.",
    _GUIDED,
)
CUE_LASTS = Rule(
    "caption-stands-long-enough",
    _WARNING,
    "A caption stands as long as the guideline says, at least.",
    "It flashes past.",
    "Let it stand longer, or join it with the next one.",
    _GUIDED,
)
CUE_ENDS = Rule(
    "caption-goes-in-time",
    _WARNING,
    "A caption stands no longer than the guideline says.",
    "People read it twice and take it for a new one.",
    "Make two cues of it.",
    _GUIDED,
)
GAP_IS_SEEN = Rule(
    "captions-leave-a-gap",
    _ADVICE,
    "Between two captions is the gap that the guideline wants.",
    "The change from one to the next is hard to see.",
    "End the first one a little earlier.",
    _GUIDED,
)
LANGUAGE_AGREES = Rule(
    "caption-language-agrees",
    _WARNING,
    "The language of a track is a registered tag, and the one that its file names.",
    "Players offer it under a wrong name, and screen readers pronounce it wrongly.",
    "Mend `language`, or rename the file.",
    "BCP 47; WCAG 2.1, 3.1.2",
)
TRACKS_DIFFER = Rule(
    "caption-tracks-differ",
    _WARNING,
    "No two tracks of a video have the same language and kind.",
    "Learners cannot tell them apart in the player's menu.",
    "Remove one, or mend its language or kind.",
)

RULES = (
    CAPTIONS_PARSE,
    LINES_END,
    CUE_TEXT_PARSES,
    CUE_SETTINGS_PARSE,
    CUE_IDS_DIFFER,
    CUES_RISE,
    CUES_DO_NOT_OVERLAP,
    RATE_IS_READABLE,
    ROWS_FIT,
    ROWS_ARE_FEW,
    CUE_LASTS,
    CUE_ENDS,
    GAP_IS_SEEN,
    LANGUAGE_AGREES,
    TRACKS_DIFFER,
)
