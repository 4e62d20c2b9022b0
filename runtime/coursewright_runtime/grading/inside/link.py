"""The tests' end of the link to the learner's process."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Container
from pathlib import Path
from typing import Any

from coursewright_runtime.grading.inside import wire
from coursewright_runtime.grading.inside.exports import Exports
from coursewright_runtime.grading.inside.handles import Handles
from coursewright_runtime.grading.inside.served import read_input, serve

_GRACE = 1.0  # seconds that a process has to say itself that its time is over
_DEEP = 40  # calls back and forth inside each other


class LearnerGone(Exception):
    """The learner's process cannot answer any more."""


class LearnerLate(Exception):
    """The learner's code did not finish within the time of one test."""


class Link:
    """Asks the learner's process, and serves its questions about objects of the tests."""

    def __init__(self, channel: wire.Channel, companions: Container[str], seconds: float) -> None:
        """Talk over the channel.

        companions: modules that the course hands out, by name; both sides have them.
        seconds: time of one test.
        """
        self._channel = channel
        self._exports = Exports(companions)
        self._handles = Handles(self, companions, self._exports.object)
        self._seconds = seconds
        self._end = time.monotonic() + seconds
        self._environment: dict[str, str] = {}
        self._folder = str(Path.cwd())
        self._depth = 0
        self._gone = ""

    def start_test(self) -> None:
        """Give the next test its time."""
        self._end = time.monotonic() + self._seconds

    # What the tests ask

    def operate(self, name: str, *args: Any) -> Any:
        """Apply an operator or built-in function in the learner's process."""
        return self.request("op", name, *args)

    def call(self, target: Any, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        """Call an object of the learner's; lists and dicts that it changes in place change here."""
        return self.request("call", target, list(args), kwargs)

    def request(self, *parts: Any) -> Any:
        """Send a request and return the answer; raises what was raised there.

        Raises LearnerGone when the process has ended or broken the link, LearnerLate in time.
        """
        if self._gone:
            raise LearnerGone(self._gone)
        left = self._end - time.monotonic()
        if left <= 0:
            raise LearnerLate("the time limit of the test is reached")
        try:
            self._channel.send({"do": [self._exports.encode(part) for part in parts], "left": left,
                                **self._changes()}, self._end + _GRACE)  # fmt: skip
            return self._result(parts)
        except wire.LinkTimeout as error:
            self._gone = "the code did not stop when its time was over, so it was ended"
            raise LearnerLate(self._gone) from error
        except wire.BrokenLink as error:
            self._gone = "the process that ran the code has ended or broke the rules"
            raise LearnerGone(self._gone) from error

    def _changes(self) -> dict[str, Any]:
        """Return environment and working folder, if a test changed them since the last request."""
        changes: dict[str, Any] = {}
        if (environment := dict(os.environ)) != self._environment:
            self._environment = environment
            changes["env"] = environment
        if (folder := str(Path.cwd())) != self._folder:
            self._folder = folder
            changes["cwd"] = folder
        return changes

    def _result(self, parts: tuple[Any, ...]) -> Any:
        while True:
            answer = self._channel.receive(self._end + _GRACE)
            if not isinstance(answer, dict):
                raise wire.BrokenLink("an answer has no form")
            self._show(answer.get("out"))
            if "ask" in answer:
                self._serve(answer["ask"])
                continue
            return self._outcome(answer, parts)

    def _outcome(self, answer: dict[str, Any], parts: tuple[Any, ...]) -> Any:
        try:
            if "late" in answer:
                raise LearnerLate("the time limit of the test is reached")
            if "x" in answer:
                error = self._handles.exception(answer["x"])
            else:
                self._change(answer.get("changed", ()), parts)
                return self._handles.decode(answer["r"])
        except (KeyError, TypeError, ValueError, IndexError, AttributeError) as fault:
            raise wire.BrokenLink("an answer has no form") from fault
        if isinstance(error, StopIteration) and parts[:2] != ("op", "next"):
            # `map` and `filter` of a test would take it for the end of the test's own data.
            raise RuntimeError("the code raised StopIteration") from error
        raise error

    def _show(self, printed: Any) -> None:
        if printed:
            sys.stdout.write(str(printed[0]))
            sys.stderr.write(str(printed[1]))

    def _change(self, changed: Any, parts: tuple[Any, ...]) -> None:
        """Bring arguments that a call changed in place to the contents that they have there."""
        for place, data in changed:
            mine, now = parts[2][int(place)], self._handles.decode(data)
            if not isinstance(now, type(mine)):
                raise wire.BrokenLink("an argument changed its type")
            if isinstance(mine, (list, bytearray)):
                mine[:] = now
            elif isinstance(mine, (dict, set)):
                mine.clear()
                mine.update(now)
            elif hasattr(mine, "shape"):
                mine[...] = now

    # What the learner's process asks

    def _serve(self, question: Any) -> None:
        number, what, args, kwargs = question
        self._depth += 1
        try:
            if self._depth > _DEEP:
                raise RecursionError("calls between the tests and the code are nested too deeply")
            given = [self._handles.decode(item) for item in args]
            result = self._exports.encode(
                self._do(int(number), str(what), given, self._handles.decode(kwargs))
            )
            answer: dict[str, Any] = {"r": result}
        except (wire.BrokenLink, LearnerLate, LearnerGone):
            raise
        except Exception as error:
            answer = {"x": self._exports.described(error)}
        finally:
            self._depth -= 1
        self._channel.send(answer, self._end + _GRACE)

    def _do(self, number: int, what: str, args: list[Any], kwargs: dict[str, Any]) -> Any:
        if what == "input":
            return read_input(*args)
        return serve(self._exports.object(number), what, args, kwargs)
