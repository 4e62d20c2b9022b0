"""Names that platforms accept keep apart what authors keep apart."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coursewright_packaging.names import slug

LATIN = st.text(st.sampled_from("abzABZ059 -_.,!?'’–éüÅñçßøłŒ½²™"), max_size=20)
OTHER = st.text(st.sampled_from("абвгαβγ中文字שלוםسلام한글กข"), min_size=1, max_size=8)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Where to cut", "where-to-cut"),
        ("Café crème, 2nd", "cafe-creme-2nd"),
        ("Größe", "groe"),
        ("Lab 1.1: From script", "lab-1-1-from-script"),
        ("Hawaiʻi", "hawaii"),
        ("5 µm", "5-m"),
    ],
)
def test_latin_names_have_the_ids_that_they_always_had(name: str, expected: str) -> None:
    assert slug(name) == expected


@given(LATIN)
def test_a_latin_name_is_its_letters_alone(name: str) -> None:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    words = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    assert not words or slug(name) == words


@given(OTHER, OTHER)
def test_letters_of_other_scripts_keep_names_apart(one: str, other: str) -> None:
    same = unicodedata.normalize("NFC", one) == unicodedata.normalize("NFC", other)
    assert (slug(f"LLM {one}") == slug(f"LLM {other}")) == same
    assert slug(f"LLM {one}") != slug("LLM")


@given(OTHER)
def test_a_name_is_the_same_however_its_letters_are_put_together(name: str) -> None:
    assert slug(unicodedata.normalize("NFD", f"й {name}")) == slug(f"й {name}")


@given(st.text())
def test_every_name_is_plain_and_stays_what_it_is(name: str) -> None:
    found = slug(name)
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", found)
    assert slug(found) == found
