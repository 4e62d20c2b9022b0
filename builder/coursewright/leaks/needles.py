"""Which lines are looked for: those that tell something and are not public anyway."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from coursewright.model.secrets import Secret

__all__ = ["collapse", "needles"]

MIN_LENGTH = 12
_WORDS = re.compile(r"[^\W\d_]{2,}")
_MIN_WORDS = 2  # of a line that nobody has marked
# What any Python file may hold; finding it tells nothing about a solution. Names and numbers that
# an author chooses are kept out, but for those of loops that everybody writes.
_WORD = r"[a-z]+"
_COUNT = r"(\d{1,3}|10+)"
_CONSTANT = rf"({_COUNT}|True|False|None)"
_SETTINGS = rf"\w+={_CONSTANT}(, \w+={_CONSTANT})*"
_BUILT_IN = r"(\w*(Error|Exception|Interrupt)|StopIteration)"
_IMPORTS = (
    r"from __future__ import .*",
    r"import \w+( as \w+)?",
    r"from [\w.]+ import [\w, ]+",
)
_HEADERS = (
    r'if __name__ == ["\']__main__["\']:?',
    r"def (__init__|main|setUp)\(([^()]*\)( -> [\w.\[\], |]+)?:)?",
    r"class \w+:",
    rf"@\w+(\.\w+)?(\(({_SETTINGS})?\))?",
    rf"for ([a-z]|_|{_WORD}) in range\({_COUNT}(, {_COUNT})*\):",
    rf"for ([a-z]|_|{_WORD}) in range\(len\({_WORD}\)\):",
    rf"for (?P<each>{_WORD}) in (?P=each)s:",
    rf"for (i|index|number), (?P<one>{_WORD}) in enumerate\((?P=one)s(, (start=)?[01])?\):",
    rf"for (k|key|name), (v|value) in {_WORD}\.items\(\):",
    r"while (True|1):|else:|try:|finally:",
    rf"except( {_BUILT_IN}| \({_BUILT_IN}(, {_BUILT_IN})*\))?( as (e|err|error|exc|exception))?:",
)
_STATEMENTS = (
    r"return (self|None|True|False)|break|continue|pass",
    r"raise NotImplementedError(\(.*\))?",
    r"#* ?(BEGIN|END) (SOLUTION|HIDDEN TESTS|MARK SCHEME)",
    r"[#\"' ]*",
)
_COMMON = re.compile("|".join((*_IMPORTS, *_HEADERS, *_STATEMENTS)))


# What every caller of a function must know; a starter file may give it, with nothing behind it.
_SIGNATURE = re.compile(r"(async )?def \w+\(.*|class \w+.*:")
_QUOTES = str.maketrans(
    dict.fromkeys("'‘’“”«»", '"')
    # Signs without width: soft hyphen, zero-width space, joiners, word joiner, byte order mark.
    | dict.fromkeys(map(chr, (0xAD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF)))
)
_LAST_COMMA = re.compile(r",(?=[)\]}])")
# What a formatter puts into parentheses of its own where a line is too long.
_LONG = re.compile(
    r"(?P<head>(?:assert|return|yield|raise|await|del|if|elif|while|[\w.\[\]]+=(?!=)))"
    r"(?P<rest>[^(].*?)(?P<end>:?)"
)


def collapse(text: str) -> str:
    """Return the text without what has no width and without last commas, in one kind of quotes.

    So neither layout nor a formatter hides a line.
    """
    plain = "".join(text.split()).translate(_QUOTES)
    return _LAST_COMMA.sub("", plain) if "," in plain else plain


def needles(secrets: Iterable[Secret], public: Iterable[str]) -> Mapping[str, Secret]:
    """Return the lines to look for, without white space, with the first place of each.

    Left out are lines of fewer than 12 characters, lines that any program may hold, signatures that
    stand in `public` text, which the author releases, and of instructors' files lines of fewer than
    two words and all those that stand in `public` text.
    """
    texts = tuple(public)
    known = {_line(line) for text in texts for line in text.splitlines()}
    released = collapse("\n".join(texts))
    found: dict[str, Secret] = {}
    for secret in secrets:
        line = _line(secret.text)
        given = line in known and not secret.marked
        given |= bool(_SIGNATURE.fullmatch(secret.text.strip())) and line in released
        least = 1 if secret.marked else _MIN_WORDS
        if not given and line not in found and _tells(secret.text.strip(), line, least):
            found |= {each: secret for each in (line, *_wrapped(line)) if each not in found}
    return found


def _line(text: str) -> str:
    """Return a line as it also stands where its call or list is not over several lines."""
    return collapse(text).rstrip(",")


def _wrapped(line: str) -> tuple[str, ...]:
    """Return the line as a formatter wraps it that gives it parentheses."""
    parts = _LONG.fullmatch(line)
    return (f"{parts['head']}({parts['rest']}){parts['end']}",) if parts else ()


def _tells(text: str, line: str, least: int) -> bool:
    return (
        len(line) >= MIN_LENGTH
        and len(_WORDS.findall(text)) >= least
        and not _COMMON.fullmatch(text)
    )
