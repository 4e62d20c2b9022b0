from unittest import mock

import answer
import pytest


def test_mock():
    asked = mock.Mock()
    answer.ask(asked)
    asked.assert_called_once_with("HIDDEN-MOCK")


def test_raises():
    with pytest.raises(ValueError, match="HIDDEN-MATCH"):
        answer.fail("")


def test_words():
    pytest.fail("words of the author")
