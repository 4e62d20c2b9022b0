"""Seen by learners, with nothing that they do not see."""

import answer


def test_shows_values():
    assert answer.give(1) == "seen value"


def test_error_of_the_learner():
    answer.fail("seen")


def test_with_a_fixture_of_another_file(sixth):
    assert answer.give(6) == sixth


def test_after_it():
    assert answer.recall() == "nothing"
