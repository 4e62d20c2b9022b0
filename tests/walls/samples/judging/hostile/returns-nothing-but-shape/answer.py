import numpy as np


def greet():
    return np.empty((0, 3))


starts = whole = members = rows = formula = greet


def mean(values):
    return np.empty((0,))
