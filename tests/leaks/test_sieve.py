"""The sieve never passes over what a full reading finds, whatever was done to a line."""

from __future__ import annotations

import base64
import html
import json
import quopri
import urllib.parse
from collections.abc import Callable

from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from coursewright.leaks.haystack import readings
from coursewright.leaks.needles import collapse
from coursewright.leaks.sieve import Sieve

WORDS = (
    "assert answer history self.turns[-1] model=large café <b> & x&y; %d%20 \\n \\\\d+ 'it' \"q\" #"
)
LINES = st.lists(st.sampled_from(WORDS.split()), min_size=3, max_size=8).map(" ".join)
AROUND = st.text(st.sampled_from("abc xyz<>&;%\\\"'/=0123456789\n"), max_size=30)
WRAPS: dict[str, Callable[[str], str]] = {
    "html": html.escape,
    "json": json.dumps,
    "json, not ASCII": lambda text: json.dumps(text, ensure_ascii=False),
    "url": urllib.parse.quote,
    "query": urllib.parse.quote_plus,
    "base64": lambda text: base64.b64encode(text.encode()).decode(),
    "wrapped base64": lambda text: base64.encodebytes(text.encode()).decode(),
    "mail": lambda text: quopri.encodestring(text.encode()).decode(),
    "no width": lambda text: "\u200b".join(text),
    "numbers": lambda text: "".join(f"&#{ord(character)};" for character in text),
    "white": lambda text: text.replace(" ", "\n\t"),
    "page": lambda text: f"<html><p>{text}</p></html>",
}


@settings(max_examples=1500, deadline=None)
@given(
    line=LINES,
    before=AROUND,
    after=AROUND,
    wraps=st.lists(st.sampled_from(sorted(WRAPS)), max_size=3),
)
@example(line="\\n \\\\d+ assert \\n", before="", after="", wraps=["base64", "base64"])
def test_what_a_full_reading_finds_the_sieve_keeps(
    line: str, before: str, after: str, wraps: list[str]
) -> None:
    text = f"{before}{line}{after}"
    for wrap in wraps:
        text = WRAPS[wrap](text)
    data = text.encode()
    assume(any(collapse(line) in collapse(reading) for reading in readings(data)))
    assert Sieve([line]).may_hold(data)
    assert Sieve([line, "another_line_that_stands_nowhere(at, all)"]).may_hold(data)
