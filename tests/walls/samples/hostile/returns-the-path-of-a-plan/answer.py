import os
from pathlib import Path


def write_notes(name):
    os.symlink("/lab/plans/0.json", name)
    return Path("/lab/plans/0.json")


def add(first, second):
    return None


def double(number):
    return None
