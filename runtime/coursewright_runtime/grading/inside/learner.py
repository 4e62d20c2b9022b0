"""The learner's process: does what the tests ask for, with the learner's own objects.

Nothing here is trusted. The learner's code can change all of it; it can then only answer the
tests' questions with other plain data, as any wrong solution does.
"""

from __future__ import annotations

import builtins
import os
import random
import signal
import socket
import sys
import threading
from pathlib import Path
from typing import Any

from coursewright_runtime.grading.inside import requests, wire
from coursewright_runtime.grading.inside.objects import Objects
from coursewright_runtime.grading.inside.output import Input, Output
from coursewright_runtime.grading.inside.settings import Settings


class TimeLimit(BaseException):
    """The time of one test is used up; no Exception, so that honest code lets it through."""


def warm(settings: Settings) -> None:
    """Import what learners' code and notebooks need, before anything is forked."""
    if settings.notebooks:
        from coursewright_runtime.grading.inside import shell

        shell.make_shell()


def run(settings: Settings, message: dict[str, Any], descriptors: list[int]) -> None:
    """Serve one run in a jail: answer the tests, or hold the tests' own process (`shared`)."""
    null = os.open(os.devnull, os.O_RDWR)
    for number in (0, 1, 2):
        os.dup2(null, number)
    os.chdir(settings.work)
    _prepare(settings)
    if message["role"] == "shared":
        from coursewright_runtime.grading.inside import shared

        shared.run(settings, message, descriptors[0])
        return
    Learner(settings, wire.Channel(socket.socket(fileno=descriptors[0]))).serve()


def _prepare(settings: Settings) -> None:
    variables = {"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "HOME": settings.scratch}
    os.environ.clear()
    os.environ.update(variables, TMPDIR=settings.temporary, NBGRADER_EXECUTION="autograde")
    sys.dont_write_bytecode = True
    sys.path[:0] = [settings.work, *(str(Path(settings.work, name)) for name in settings.sources)]
    sys.argv[:] = ["submission"]
    for name in ("SIGINT", "SIGTERM", "SIGXFSZ"):
        signal.signal(getattr(signal, name), signal.SIG_DFL)
    random.seed()


class Learner:
    """Answers the tests, one request after another."""

    def __init__(self, settings: Settings, channel: wire.Channel) -> None:
        """Answer over the channel."""
        self._channel = channel
        self._objects = Objects(settings.work, self.ask)
        self._output, self._errors = Output(settings.output), Output(settings.output)
        self._thread = threading.get_ident()
        sys.stdout, sys.stderr = self._output, self._errors
        sys.stdin = Input(lambda how: str(self.ask(0, "input", [how])))
        builtins.input = self._input

    def serve(self) -> None:
        """Answer requests until the tests end."""
        signal.signal(signal.SIGALRM, _out_of_time)
        while True:
            try:
                request = self._channel.receive()
            except wire.BrokenLink:
                os._exit(0)
            if "do" in request:  # an answer that came after its time is nobody's any more
                self._reply(self._answer_in_time(request))

    def _answer_in_time(self, request: dict[str, Any]) -> dict[str, Any]:
        try:
            signal.setitimer(signal.ITIMER_REAL, max(0.01, float(request["left"])))
            answer = self._answer(request)
            signal.setitimer(signal.ITIMER_REAL, 0)
            return answer
        except TimeLimit:
            return {"late": True}
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)

    def _answer(self, request: dict[str, Any]) -> dict[str, Any]:
        try:
            self._follow(request)
            name, *arguments = (self._objects.decode(part) for part in request["do"])
            before = self._mutable(request["do"])
            result = self._objects.encode(requests.answer(name, arguments, self._objects.exception))
            changed = self._changed(before, request["do"], arguments)
            return {"r": result, **({"changed": changed} if changed else {})}
        except TimeLimit:
            raise
        except BaseException as error:
            return {"x": self._objects.exception(error)}

    @staticmethod
    def _mutable(parts: list[Any]) -> bool:
        return parts[0] == "call" and any(_is_mutable(item) for item in parts[2])

    def _changed(self, before: bool, parts: list[Any], arguments: list[Any]) -> list[Any]:
        """Return the arguments of a call that it changed in place, by position."""
        if not before:
            return []
        given = parts[2]
        now = [self._objects.encode(item) if _is_mutable(given[n]) else None
               for n, item in enumerate(arguments[1])]  # fmt: skip
        return [[n, item] for n, item in enumerate(now) if item is not None and item != given[n]]

    def _follow(self, request: dict[str, Any]) -> None:
        """Take over the tests' environment variables and working folder, if they changed."""
        if "env" in request:
            os.environ.clear()
            os.environ.update(request["env"])
        if "cwd" in request:
            os.chdir(request["cwd"])

    def _reply(self, answer: dict[str, Any]) -> None:
        printed = self._output.take(), self._errors.take()
        if any(printed):
            answer["out"] = printed
        try:
            self._channel.send(answer)
        except wire.TooLarge as error:
            self._channel.send({"x": self._objects.exception(error)})

    def ask(
        self, number: int, what: str, args: list[Any], kwargs: dict[str, Any] | None = None
    ) -> Any:
        """Let an object of the tests do something and return what came of it."""
        if threading.get_ident() != self._thread:
            raise RuntimeError("objects of a test can only be used in the main thread")
        parts = [self._objects.encode(item) for item in args]
        message: dict[str, Any] = {"ask": [number, what, parts, self._objects.encode(kwargs or {})]}
        self._reply(message)
        while "do" in (answer := self._channel.receive()):  # the tests ask us while we ask them
            self._reply(self._answer(answer))
        if "x" in answer:
            raise self._objects.error_from_tests(answer["x"])
        return self._objects.decode(answer["r"])

    def _input(self, prompt: object = "") -> str:
        return str(self.ask(0, "input", ["ask", str(prompt)]))


def _is_mutable(data: Any) -> bool:
    return isinstance(data, list) or (isinstance(data, dict) and any(k in data for k in "dsyn"))


def _out_of_time(_number: int, _frame: object) -> None:
    raise TimeLimit
