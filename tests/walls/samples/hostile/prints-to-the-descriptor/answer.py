import os

block = b'x' * 1_000_000
for _ in range(2_000):
    os.write(1, block)
    os.write(2, block)


def add(first, second):
    return None


def double(number):
    return None


class Counter:
    value = None

    def up(self):
        return None


def notify(service):
    return None


def refuse():
    return None
