"""The hidden tests of the lab that hostile submissions are thrown at. SECRET-OF-THE-TESTS"""

import colorsys
import statistics

import answer
import pytest
import service
from answer import Counter, add, double

SECRET = "SECRET-OF-THE-TESTS"


class Fake(service.Service):
    """Remembers what was sent."""

    password = "SECRET-PASSWORD"
    module = statistics

    def __init__(self):
        self.sent = []
        self._secret = SECRET

    def send(self, text):
        self.sent.append(text)
        return len(self.sent)


def test_add():
    assert add(2, 3) == 5
    assert colorsys.rgb_to_hsv(1, 1, add(0, 1)) == (0.0, 0.0, 1)


def test_double():
    assert abs(double(17) - 34) < 1


def test_double_lies_between():
    assert 33 < double(17) < 35


def test_sums_of_doubles():
    assert 5 < sum([double(1), double(2)]) < 7


def test_double_is_neither_small_nor_large():
    assert 100 <= double(50)
    assert double(50) <= 100


def test_counter():
    counter = Counter()
    counter.up()
    assert counter.value == 1
    counter.up()
    assert counter.value == 2, f"the counter is wrong, {SECRET[:3]}"


def test_notify():
    fake = Fake()
    assert answer.notify(fake) == 1
    assert fake.sent == ["hello"]


def test_refuse():
    with pytest.raises(service.ServiceError, match="^never$"):
        answer.refuse()
