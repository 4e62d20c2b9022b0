"""Verify tab-delimited question files; one below a folder `ultra` must suit the Ultra view."""

from __future__ import annotations

import difflib
from collections.abc import Iterator

from coursewright_packaging.blackboard import tab_grammar
from coursewright_packaging.blackboard.tab_grammar import KEYWORDS, NOT_ULTRA, field_faults
from coursewright_packaging.blackboard.tab_text import View
from coursewright_packaging.diagnostic import Diagnostic, Rule, Severity

__all__ = ["KIND", "RULES", "verify_text"]

KIND = "Blackboard tab-delimited questions"
_SOURCE = "Blackboard Help, Upload Questions"

ENCODING = Rule(
    "question-file-is-utf-8",
    Severity.ERROR,
    "The file is UTF-8 without byte order mark or control characters.",
    "Learn shows wrong characters, or does not know the first keyword.",
    "Save the file as UTF-8 without BOM.",
    _SOURCE,
)
LINES = Rule(
    "question-file-has-no-blank-lines",
    Severity.ERROR,
    "Every line holds a question; there is no header and no blank line.",
    "Learn reports an error for the line, or stops there.",
    "Remove the line.",
    _SOURCE,
)
KEYWORD = Rule(
    "question-line-starts-with-keyword",
    Severity.ERROR,
    "Each line starts with an English keyword in capitals and a TAB.",
    "Learn skips the line.",
    "Use MC, MA, TF, ESS, MAT, FIB, FIB_PLUS, NUM or, in Original only, ORD and a few others.",
    _SOURCE,
)
ULTRA = Rule(
    "question-line-suits-ultra",
    Severity.ERROR,
    "A file for Ultra holds only keywords that Ultra knows.",
    "Ultra leaves the question out.",
    "Write ORD as MAT and SR as ESS.",
    _SOURCE,
)
ROWS = Rule(
    "question-file-is-short-enough",
    Severity.WARNING,
    "A file has at most 500 questions for Original and 250 for Ultra.",
    "The upload times out or is cut.",
    "Split the file.",
    _SOURCE,
)
RULES = (ENCODING, LINES, KEYWORD, ULTRA, ROWS, *tab_grammar.RULES)

_CONTROL = frozenset(chr(code) for code in (*range(9), 11, 12, *range(14, 32), 127))


def verify_text(data: bytes, path: str) -> Iterator[Diagnostic]:
    """Yield what is wrong with a file. path: as shown to people; `ultra` in it names the view."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        yield ENCODING.at(path, f"byte {data[error.start]:#04x} is not UTF-8", line=line)
        return
    if text.startswith("\ufeff"):
        yield ENCODING.at(path, "the file starts with a byte order mark", line=1)
    view = View.ULTRA if View.ULTRA.value in path.lower().split("/") else View.ORIGINAL
    # Only LF and CRLF end a line; str.splitlines would split at form feeds and U+2028 too.
    rows = text.removeprefix("\ufeff").removesuffix("\n").split("\n") if text else []
    if len(rows) > view.limit:
        yield ROWS.at(path, f"the file has {len(rows)} lines; allowed are {view.limit}")
    if rows and not any(row.partition("\t")[0].upper() in KEYWORDS for row in rows):
        message = "no line begins with a keyword; this is no file of tab-delimited questions"
        yield KEYWORD.at(path, message, line=1, column=1)
        return
    for number, row in enumerate(rows, start=1):
        yield from _row(row.removesuffix("\r"), number, path, view)


def _row(row: str, number: int, path: str, view: View) -> Iterator[Diagnostic]:
    if not row.strip():
        yield LINES.at(path, "the line is blank", line=number)
        return
    if strange := sorted(_CONTROL & {*row}):
        yield ENCODING.at(path, f"the control character {strange[0]!r} is not allowed", line=number)
    keyword, *fields = row.split("\t")
    if keyword not in KEYWORDS:
        near = difflib.get_close_matches(keyword.upper(), KEYWORDS, n=1)
        hint = f"; did you mean `{near[0]}`?" if near else ""
        yield KEYWORD.at(path, f"`{keyword[:40]}` is no keyword{hint}", line=number, column=1)
        return
    if view is View.ULTRA and keyword in NOT_ULTRA:
        yield ULTRA.at(path, f"Ultra does not know `{keyword}`", line=number, column=1)
    for rule, message in field_faults(keyword, fields):
        yield rule.at(path, message, line=number)
