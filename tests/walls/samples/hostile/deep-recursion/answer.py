import sys

sys.setrecursionlimit(10**9)


def add(first, second):
    return add(first, second)


double = notify = lambda value: add(value, value)


def refuse():
    return add(1, 1)


class Counter:
    def __repr__(self):
        return repr(self)

    @property
    def value(self):
        return repr(self)

    def up(self):
        return self
