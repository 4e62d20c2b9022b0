from pathlib import Path


def write_notes(name):
    return Path("/lab/tests/test_hidden.py")


def add(first, second):
    return None


def double(number):
    return None
