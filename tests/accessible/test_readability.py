"""How hard a text is to read, and which words point by colour alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coursewright.accessible.lists import looks_like_a_list
from coursewright.accessible.reading import hard_from, lix, sentences
from coursewright.accessible.wording import by_colour


def test_the_index_is_words_in_a_sentence_and_long_words_in_a_hundred() -> None:
    text = "Tea needs boiling water. " * 30  # four words, one of them of seven letters
    assert lix([text]) == pytest.approx(4 + 25)


def test_of_a_short_text_nothing_is_said() -> None:
    assert lix(["Interdisciplinary investigations demonstrate."]) == 0


@pytest.mark.parametrize(("language", "limit"), [("en-GB", 55), ("DE", 62), ("zh", 0), ("", 0)])
def test_languages_have_limits_of_their_own(language: str, limit: int) -> None:
    assert hard_from(language) == limit


@given(st.text())
def test_splitting_into_sentences_keeps_every_word(text: str) -> None:
    whole = "".join(sentences(text))
    assert all(word in whole for word in text.split() if word.isascii() and word.isalpha())


@pytest.mark.parametrize(
    ("text", "language", "found"),
    [
        ("Fill in the red ones.", "en", "the red ones"),
        ("Errors are marked in red.", "en", "marked in red"),
        ("See the green button.", "en", "the green button"),
        ("Cliquez sur le bouton vert.", "fr", "le bouton vert"),
        ("Pulse el botón verde.", "es", "el botón verde"),
        ("Alle roten Felder sind Pflicht.", "de", "Alle roten Felder"),
        ("Press the green button labelled Run.", "en", ""),
        ("The red team tests the black box.", "en", ""),
        ("The sky is blue because air scatters light.", "en", ""),
        ("Drücken Sie den roten Knopf oben.", "de", ""),
        ("Paina vihreää nappia.", "fi", ""),
    ],
)
def test_wording_by_colour_alone(text: str, language: str, found: str) -> None:
    assert by_colour(text, language) == found


@pytest.mark.parametrize(
    ("lines", "looks"),
    [
        (["• a", "• b"], True),
        (["1) a", "2) b"], True),
        (["(a) one", "(b) two"], True),
        (["-one", "-two"], True),
        (["-5 degrees", "-7 degrees"], False),
        (["— Bonjour.", "— Salut."], False),
        (["1. a", "1987. b"], False),
        (["• a"], False),
    ],
)
def test_lines_that_look_like_a_list(lines: list[str], looks: bool) -> None:
    assert looks_like_a_list(lines) is looks
