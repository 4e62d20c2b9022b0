"""Tests as authors write them who think of no attack."""

import answer
import numpy as np
import pytest

EXPECTED = np.array([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])


def test_text():
    assert answer.greet().startswith("Hello")
    assert not answer.greet().isdigit()


def test_text_of_a_module_that_was_asked_for():
    from answer import greet

    assert greet().endswith("you")


def test_bytes():
    assert answer.starts().startswith(b"\x89")


def test_number():
    assert answer.whole().is_integer()


def test_set():
    assert answer.members().issubset({1, 2, 3})


def test_is_close():
    assert np.isclose(answer.mean([1, 4]), 2.5).all()


def test_all_close():
    assert np.allclose(answer.mean([1, 4]), 2.5)


def test_approx():
    assert answer.mean(np.array([1, 4])) == pytest.approx(2.5)


def test_numpys_own():
    np.testing.assert_allclose(answer.mean([1, 4]), 2.5)


def test_rows():
    assert (answer.rows() == EXPECTED[0]).any()
    assert (answer.rows() == EXPECTED).all()


def test_one_row():
    assert (answer.rows()[:1] == EXPECTED[0]).all()


def test_rows_are_close():
    assert np.allclose(EXPECTED[:1], answer.rows()[:1])


def test_rows_are_positive():
    assert (answer.rows() > 0).all()
