import numpy as np


def greet():
    return "Hello, you"


def starts():
    return b"\x89PNG"


def whole():
    return 4.0


def members():
    return {1, 2}


def mean(values):
    return np.mean(values)


def rows():
    return np.array([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])


def formula():
    return "2 * 21"
