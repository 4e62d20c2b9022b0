"""The author's solution. SECRET-OF-THE-SOLUTION"""

from pathlib import Path

from service import ServiceError


def add(first, second):
    return first + second


def double(number):
    return 2 * number


class Counter:
    def __init__(self):
        self.value = 0

    def up(self):
        self.value += 1


def notify(service):
    return service.send("hello")


def refuse():
    raise ServiceError("never")


def write_notes(name):
    with open(name, "w", encoding="utf-8") as file:
        file.write("hello")
    return Path(name)
