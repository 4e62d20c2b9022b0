"""A test that subclasses the learner's class, which only one process can do."""

from ai_client import AIClient


class Loud(AIClient):
    def generate_response(self, message):
        return message.upper()


def test_subclass():
    assert Loud(None).generate_response("hello") == "HELLO"


def test_wrong():
    assert Loud(None).generate_response("hello") == "hello"
