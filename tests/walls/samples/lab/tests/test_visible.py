"""Tests that learners see."""

from answer import add


def test_add_small_numbers():
    assert add(1, 1) == 2
