import numpy as np


class Same(np.ndarray):
    def __eq__(self, other):
        return np.ones(self.shape, bool)


def same(values):
    return values


def mean(values):
    return values.mean()


def pair():
    return {"a": 1, "b": (np.array([3, 4]),)}


def fill(values, number):
    values[:] = number


def objects():
    return np.array([object(), None])


def describe(values):
    return str(values.dtype)


def equals_everything():
    return np.array([9, 9, 9]).view(Same)
