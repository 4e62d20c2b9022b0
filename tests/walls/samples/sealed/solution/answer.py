"""A wrong answer that remembers what it is handed, in a file that outlives its process."""

from pathlib import Path


def give(number):
    return f"given {number}"


def fail(value):
    with Path("seen.txt").open("a") as file:
        file.write(f"{value} ")
    raise ValueError(recall())


def recall():
    path = Path("seen.txt")
    return path.read_text() if path.exists() else "nothing"


def ask(question):
    question("wrong")
