"""Exceptions of the program: the environment is at fault, or the way it was called."""

from __future__ import annotations

__all__ = ["CoursewrightError", "EnvironmentFault", "UsageFault"]


class CoursewrightError(Exception):
    """Base of all; the text is one line for the user. exit_code: what the program ends with."""

    exit_code = 3


class EnvironmentFault(CoursewrightError):
    """Something outside the course is missing or broken: a full disk, a missing program."""


class UsageFault(CoursewrightError):
    """The command line asks for what does not exist."""

    exit_code = 2
