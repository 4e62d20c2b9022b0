"""Failures that the author expects, and ones that look so."""

import pytest


@pytest.mark.xfail(reason="not asked for yet")
def test_expected():
    raise ValueError


@pytest.mark.xfail(False, reason="not here")
def test_of_another_platform():
    raise ValueError


@pytest.mark.xfail(raises=KeyError)
def test_of_another_kind():
    raise ValueError


@pytest.mark.xfail(strict=True)
def test_that_should_fail():
    pass


def test_given_up():
    pytest.xfail("later")
