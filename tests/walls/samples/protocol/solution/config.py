import os
from collections import OrderedDict, namedtuple
from dataclasses import dataclass
from enum import Enum
from pathlib import Path


class ConfigError(ValueError):
    def __init__(self, message, key=""):
        super().__init__(message)
        self.key = key


class Level(Enum):
    LOW = 1
    HIGH = 2


@dataclass(frozen=True)
class Config:
    """The settings."""

    key: str
    timeout: float = 10.0


Point = namedtuple("Point", "x y")
DEFAULT = Config("default")


def load_config():
    if not os.environ.get("CHAT_KEY"):
        raise ConfigError("CHAT_KEY is not set", key="CHAT_KEY")
    return Config(os.environ["CHAT_KEY"])


def everything():
    return {
        "none": None, "true": True, "int": 3, "big": 10**5000, "float": 1.5, "text": "é\ud800",
        "bytes": b"\x00\xff", "list": [1, [2]], "tuple": (1, (2,)), "set": {1, 2},
        "frozen": frozenset({"a"}), "dict": {(1, 2): [3]}, "complex": 1 + 2j, "path": Path("a/b"),
        "infinite": float("inf"), "ordered": OrderedDict(a=1),
    }  # fmt: skip


def sort_in_place(items):
    items.sort()


def count_words(path):
    return len(Path(path).read_text(encoding="utf-8").split())


def greet():
    name = input("Who? ")
    print(f"Hello {name}")


def squares(number):
    for each in range(number):
        yield each * each


def apply(function, *values):
    return [function(value) for value in values]


@dataclass
class Amount:
    value: int

    def __add__(self, other):
        return Amount(self.value + getattr(other, "value", other))

    def __gt__(self, other):
        return self.value > getattr(other, "value", other)

    def __lt__(self, other):
        return self.value < other.value

    def __contains__(self, item):
        return True


def reach(thing, name):
    try:
        getattr(thing, name)
    except Exception as error:
        return type(error).__name__
    return "reached"
