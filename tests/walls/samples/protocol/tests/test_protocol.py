"""What tests may do with a learner's code."""

import importlib
import inspect
import io
from pathlib import Path
from unittest import mock

import ai_client
import config
import pytest
import service


class Fake(service.Service):
    def __init__(self, *errors):
        self.errors = list(errors)
        self.asked = []

    def ask(self, question):
        self.asked.append(question)
        if self.errors:
            raise self.errors.pop()
        return service.Reply(question[::-1], len(question))


def test_plain_data():
    assert config.everything() == {
        "none": None, "true": True, "int": 3, "big": 10**5000, "float": 1.5, "text": "é\ud800",
        "bytes": b"\x00\xff", "list": [1, [2]], "tuple": (1, (2,)), "set": {1, 2},
        "frozen": frozenset({"a"}), "dict": {(1, 2): [3]}, "complex": 1 + 2j, "path": Path("a/b"),
        "infinite": float("inf"), "ordered": {"a": 1},
    }  # fmt: skip
    assert config.everything()["true"] is True


def test_handles():
    made = config.Config("a")
    assert made != config.Config("a")
    assert made == made
    assert isinstance(made, config.Config)
    assert not isinstance(3, config.Config)
    assert config.DEFAULT is config.DEFAULT
    assert made.key == "a"
    assert "Config(key='a'" in repr(made)
    assert config.Level.LOW is config.Level.LOW
    assert config.Level.LOW != config.Level.HIGH
    assert config.Config.__doc__ == "The settings."
    with pytest.raises(AttributeError):
        made.key = "b"
    with pytest.raises(AttributeError, match="nothing"):
        made.nothing


def test_named_tuples_have_names_and_compare():
    point = config.Point(1, 2)
    assert point == (1, 2)
    assert point.x == 1
    assert list(point) == [1, 2]
    assert point != (1, 3)


def test_attributes_and_operators():
    client = ai_client.AIClient(config.DEFAULT, Fake())
    client.extra = [1]
    assert client.extra == [1]
    client.generate_response("x")
    assert len(client) == 1
    assert hasattr(client, "calls")
    assert not hasattr(client, "missing")
    with client as same:
        assert same is client
        assert client.open
    assert not client.open


def test_callbacks():
    fake = Fake()
    client = ai_client.AIClient(config.DEFAULT, fake)
    assert client.generate_response("abc").text == "cba 3"
    assert fake.asked == ["abc"]
    assert client.service is fake
    assert config.apply(lambda value: value + 1, 1, 2) == [2, 3]
    assert config.apply(str.upper, "a") == ["A"]


def test_errors_of_callbacks(monkeypatch):
    slept = []
    monkeypatch.setattr("ai_client.time.sleep", slept.append)
    fake = Fake(service.ServiceError("busy", retry_after=7))
    reply = ai_client.AIClient(config.DEFAULT, fake).generate_response("abc")
    assert reply.error_message == "API error: busy"
    assert slept == [7]


def test_mocks():
    fake = mock.Mock()
    fake.ask.return_value = service.Reply("mocked", 1)
    assert ai_client.AIClient(config.DEFAULT, fake).generate_response("q").text == "mocked 1"
    fake.ask.assert_called_once_with("q")


def test_exceptions(monkeypatch):
    monkeypatch.delenv("CHAT_KEY", raising=False)
    with pytest.raises(config.ConfigError, match="CHAT_KEY is not set") as caught:
        config.load_config()
    assert caught.value.key == "CHAT_KEY"
    with pytest.raises(ValueError):
        config.load_config()
    with pytest.raises(TypeError):
        config.Config()
    own = config.ConfigError("mine", key="k")
    assert own.key == "k"


def test_the_environment(monkeypatch):
    monkeypatch.setenv("CHAT_KEY", "from the test")
    assert config.load_config().key == "from the test"


def test_attributes_of_modules(monkeypatch):
    monkeypatch.setattr(config, "DEFAULT", 5)
    assert config.DEFAULT == 5


def test_lists_change_in_place():
    items = [3, 1, 2]
    config.sort_in_place(items)
    assert items == [1, 2, 3]


def test_files(tmp_path):
    path = tmp_path / "words.txt"
    path.write_text("one two three")
    assert config.count_words(path) == 3


def test_working_folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("here.txt").write_text("just one more")
    assert config.count_words("here.txt") == 3


def test_output_and_input(capsys, monkeypatch):
    monkeypatch.setattr("builtins.input", lambda prompt="": "Ada")
    config.greet()
    assert capsys.readouterr().out == "Hello Ada\n"
    monkeypatch.undo()
    monkeypatch.setattr("sys.stdin", io.StringIO("Grace\n"))
    config.greet()
    assert "Hello Grace" in capsys.readouterr().out


def test_generators():
    assert list(config.squares(4)) == [0, 1, 4, 9]
    assert next(config.squares(2)) == 0


def test_signatures():
    assert list(inspect.signature(config.Config).parameters) == ["key", "timeout"]


def test_reload():
    config.DEFAULT = 7
    assert importlib.reload(config).DEFAULT.key == "default"


def test_operators_by_name_are_the_learners_to_answer():
    level = config.Amount(3)
    assert level.__eq__(config.Amount(3))
    assert level.__gt__(2)
    assert level.__add__(4).value == 7
    assert (level + config.Amount(2)).value == 5
    assert config.Amount(2) < level


def test_a_handle_is_not_asked_about_the_tests_data():
    for ask in (
        lambda: config.Amount(3) > 2,
        lambda: 2 < config.Amount(3),
        lambda: config.Amount(3) + 1,
        lambda: sum([config.Amount(3)]),
        lambda: 3 in config.Amount(3),
    ):
        with pytest.raises(BaseException, match="test's own data") as caught:
            ask()
        assert not isinstance(caught.value, Exception)


def test_named_tuples_have_an_order():
    assert config.Point(1, 2) < (1, 3)
    assert config.Point(1, 2) >= config.Point(1, 1)
    assert 2 in config.Point(1, 2)
