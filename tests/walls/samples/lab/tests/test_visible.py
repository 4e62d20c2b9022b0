"""Tests that learners see."""

import answer
from answer import add


def test_add_small_numbers():
    assert add(1, 1) == 2


def test_notes():
    answer.write_notes("out.txt")
    with open("out.txt", encoding="utf-8") as file:
        assert file.read() == "hello"


def test_notes_are_where_it_says():
    assert answer.write_notes("out.txt").read_text(encoding="utf-8") == "hello"
