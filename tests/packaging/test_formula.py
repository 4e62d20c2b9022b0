"""Values of formulas stay in their range, whatever the decimals; truth is no number."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coursewright_packaging.qti.formula import FormulaFault, evaluate, value_sets
from coursewright_packaging.vocabulary import questions as q
from coursewright_packaging.vocabulary.text import Rich

_BOUND = st.floats(-50, 50).map(lambda value: round(value, 3))


@given(bounds=st.tuples(_BOUND, _BOUND).map(sorted), decimals=st.integers(0, 3))
def test_no_value_leaves_its_range(bounds: list[float], decimals: int) -> None:
    low, high = bounds
    question = q.Formula(
        id="q",
        title="Q",
        stem=Rich("[x]", "[x]"),
        expression="x",
        variables=(q.Variable("x", low, high, decimals),),
        sets=20,
    )
    assert all(low <= value <= high for each in value_sets(question) for _, value in each.values)


@pytest.mark.parametrize("expression", ["True", "x * False", "x if x else 1", "x.real", "[x]"])
def test_what_is_no_number_is_refused(expression: str) -> None:
    with pytest.raises(FormulaFault):
        evaluate(expression, {"x": 2.0})
