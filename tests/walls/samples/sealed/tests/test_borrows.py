"""Seen by learners, but not the values that it takes from elsewhere."""

import answer
from answers import DEEP, fifth


def test_introspection():
    assert answer.give(4) == DEEP[4]


def test_words_of_the_author():
    assert answer.give(5) == fifth(), "five is wrong"


def test_error():
    assert answer.give(5) == DEEP[fifth()]


def test_handed_over():
    answer.fail(fifth())
