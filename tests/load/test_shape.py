"""Settings of the wrong shape: every keyword of the schemas has words of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coursewright.load.document import Document
from coursewright.load.shape import check_shape
from coursewright_schemas import loader

FOREIGN = re.compile(
    r"is not of type|is valid under|is not valid|[Aa]dditional properties|does not match|is too |"
    r"was expected|is not one of|required property|non-empty|schema|instance|dict|NoneType|"
    r"\bNone\b|\bTrue\b|\bFalse\b|\{'|\['|\^\[|<class|Error"
)
LEAVES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-3, 200),
    st.floats(-1, 2, allow_nan=False),
    st.sampled_from(["", "x", "A b", "a" * 200, "2027-03-01", "view", "draw"]),
)


def _keys(schema: Any) -> Iterator[str]:
    if isinstance(schema, Mapping):
        yield from schema.get("properties", {})
        for each in schema.values():
            yield from _keys(each)
    elif isinstance(schema, list):
        for each in schema:
            yield from _keys(each)


def _documents(name: str) -> st.SearchStrategy[Any]:
    keys = st.sampled_from([*sorted(set(_keys(loader.load(name)))), "type", "nonsense"])
    kinds = st.sampled_from(["multiple-choice", "numeric", "blanks", "formula", "nonsense"])
    values = st.recursive(
        st.one_of(LEAVES, kinds),
        lambda inner: st.one_of(
            st.lists(inner, max_size=3), st.dictionaries(keys, inner, max_size=5)
        ),
        max_leaves=20,
    )
    return st.dictionaries(keys, values, max_size=6)


@pytest.mark.parametrize("name", loader.names())
def test_no_message_speaks_the_validator_s_language(name: str) -> None:
    @settings(max_examples=120, deadline=None, derandomize=True)
    @given(_documents(name))
    def told_in_an_author_s_words(data: Any) -> None:
        for found in check_shape(Document("file.yaml", data, {}, {}), name):
            assert not FOREIGN.search(found.message), found.message
            assert not FOREIGN.search(found.hint), found.hint

    told_in_an_author_s_words()


VALUES: list[tuple[str, Any, str]] = [
    ("course", {"title": 5}, '"title" must be text, not 5'),
    ("course", {"title": ""}, '"title" must not be empty'),
    ("course", {"title": "T", "id": "A"}, '"id" must be small letters, digits and hyphens'),
    ("course", {"title": "T", "id": "a" * 81}, '"id" may have at most 80 letters (got 81)'),
    ("course", {"title": "T", "authors": [5]}, '"authors" must be text or a mapping of keys'),
    ("course", {"title": "T", "rules": {"x": "warn"}}, '"x" must be one of error, warning'),
    ("lesson", {"minutes": -1}, '"minutes" must be at least 0 (got -1)'),
    ("lesson", {"requirement": {"score": 2}}, '"score" must be at most 1 (got 2)'),
    ("quiz", {"questions": []}, '"questions" needs at least 1 entry (got 0)'),
    ("quiz", {}, 'the key "questions" is missing'),
    ("quiz", {"attempts": "many"}, '"attempts" must be a whole number or "unlimited"'),
]
NUMBER = {"type": "numeric", "stem": "S"}
ANSWERS: list[tuple[Any, str]] = [
    ({"exact": 1, "range": [1, 2]}, '"answers" takes the key "exact" or "range", not both'),
    ({"tolerance": 1}, '"answers" needs the key "exact" or "range"'),
    ({"range": [1, 2, 3]}, '"range" may have at most 2 entries (got 3)'),
    ({"range": [1]}, '"range" needs at least 2 entries (got 1)'),
]


@pytest.mark.parametrize(("name", "data", "message"), VALUES)
def test_a_value_out_of_shape_is_told_what_is_allowed(name: str, data: Any, message: str) -> None:
    found = check_shape(Document("file.yaml", data, {}, {}), name)
    assert any(message in each.message for each in found), found


@pytest.mark.parametrize(("answer", "message"), ANSWERS)
def test_an_answer_has_one_of_two_keys(answer: Any, message: str) -> None:
    quiz = {"questions": [{**NUMBER, "answers": [answer]}]}
    (found,) = check_shape(Document("file.yaml", quiz, {}, {}), "quiz")
    assert found.message == message
