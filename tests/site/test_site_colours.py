"""Every colour of the theme on everything that it stands on, computed as WCAG 2.1 defines it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product

import pytest
from pygments.token import STANDARD_TYPES

from coursewright import theme

TEXT, PARTS = 4.5, 3.0  # WCAG 1.4.3 and 1.4.11
GROUNDS = ("paper", "raised", "sunken", "wash")
SCHEMES = ("light", "dark")
# Text in boxes, tables, the contents, search results: on every ground.
INKS = ("ink", "quiet", "link")
TONES = ("note", "tip", "important", "warning", "caution", "accent")
CODE = ("ink", "keyword", "name", "string", "number", "comment", "error")


def _palette() -> dict[str, tuple[str, str]]:
    text = theme.file("styles/palette.css").decode()
    pattern = r"--([a-z-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\);"
    return {name: (light, dark) for name, light, dark in re.findall(pattern, text)}


PALETTE = _palette()


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _ratio(one: str, other: str) -> float:
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _pairs() -> Iterator[tuple[str, str, float]]:
    yield from ((ink, ground, TEXT) for ink, ground in product(INKS, GROUNDS))
    yield from ((tone, ground, TEXT) for tone, ground in product(TONES, ("paper", "raised")))
    yield from ((f"code-{part}", "sunken", TEXT) for part in CODE)
    # The output of notebooks stands on the page itself.
    yield from ((f"code-{part}", "paper", TEXT) for part in CODE)
    yield "accent-ink", "accent", TEXT
    yield "ink", "mark", TEXT
    yield "link", "mark", TEXT
    yield from (("edge", ground, PARTS) for ground in ("paper", "raised"))
    yield from (("focus", ground, PARTS) for ground in GROUNDS)
    yield from (("accent", ground, PARTS) for ground in ("wash", "line"))


def test_the_formula_gives_the_values_of_the_standard() -> None:
    assert _ratio("#000000", "#ffffff") == pytest.approx(21)
    assert _ratio("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize(("name", "ground", "least"), list(_pairs()))
def test_a_colour_stands_out_from_its_ground(
    name: str, ground: str, least: float, scheme: str
) -> None:
    at = SCHEMES.index(scheme)
    assert _ratio(PALETTE[name][at], PALETTE[ground][at]) >= least


def test_every_colour_of_the_palette_is_judged_here() -> None:
    judged = {name for pair in _pairs() for name in pair[:2]}
    assert set(PALETTE) - judged == set()


def test_no_style_has_a_colour_beside_the_palette() -> None:
    allowed = {"#fff", "#000", "#0008"}  # behind pictures and films, and over the page in search
    for name in ("content", "code", "frame", "home", "search", "print", "paper"):
        text = theme.file(f"styles/{name}.css").decode()
        assert set(re.findall(r"#[0-9a-f]{3,8}\b", text)) <= allowed, name
        assert set(re.findall(r"var\(--([a-z-]+)", text)) <= set(PALETTE) | {
            "measure", "gutter", "icon", "tone"}, name  # fmt: skip


def test_highlighted_code_uses_classes_that_pygments_has() -> None:
    text = theme.file("styles/code.css").decode()
    known = set(STANDARD_TYPES.values())
    used = {
        name
        for line in text.splitlines()
        if "var(--code-" in line and line.startswith(".")
        for name in re.findall(r"\.([a-z0-9]+)", line.partition("{")[0])
    }
    assert used - known == set()
    assert {"k", "s1", "c1", "mi", "nf", "nt"} <= used


def test_what_keywords_and_comments_are_shows_without_colours() -> None:
    text = theme.file("styles/code.css").decode()
    keyword = next(line for line in text.splitlines() if line.startswith(".k,"))
    comment = next(line for line in text.splitlines() if line.startswith(".c,"))
    assert "font-weight" in keyword
    assert "font-style" in comment


def test_all_languages_have_all_words() -> None:
    english = theme.strings("en")
    for language in ("de", "fr", "es", "ar"):
        words = theme.strings(language)
        assert words is not english
        assert set(words) == set(english)
        for name, text in english.items():
            assert re.findall(r"\{\w+\}", words[name]) == re.findall(r"\{\w+\}", text), name
    assert theme.strings("de-AT") is theme.strings("de")
    assert theme.strings("fa") is english
