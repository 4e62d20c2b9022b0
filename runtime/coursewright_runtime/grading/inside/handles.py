"""What enters the tests' process: plain data, and handles for all that is not."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Container
from typing import TYPE_CHECKING, Any

from coursewright_runtime.grading.inside import wire
from coursewright_runtime.grading.inside.arrays import TAGS, decode_array
from coursewright_runtime.grading.inside.empties import guarded
from coursewright_runtime.grading.inside.mirrored import Mirrors
from coursewright_runtime.grading.inside.proxies import _NOTHING, Proxy

if TYPE_CHECKING:
    from coursewright_runtime.grading.inside.link import Link

_PLAIN = {kind.__name__: kind for kind in (int, float, complex, str, bytes, list, tuple, dict, set,
                                           frozenset, bool)}  # fmt: skip


class Handles:
    """The learner's objects that the tests know, one handle for each."""

    def __init__(
        self, link: Link, companions: Container[str], exported: Callable[[int], Any]
    ) -> None:
        """Make handles that ask over `link`.

        companions: modules that both sides have. exported: returns an object of the tests.
        """
        self._link = link
        self._companions = companions
        self._exported = exported
        self._proxies: dict[int, Proxy] = {}
        self._mirrors = Mirrors(self._companion)

    def decode(self, data: Any) -> Any:
        """Return the value of wire data; raises BrokenLink for anything else."""
        return wire.decode(data, self._resolve)

    def _resolve(self, tag: str, payload: Any) -> Any:
        if tag == "h":
            return self._handle(payload)
        if tag == "o":
            return self._exported(int(payload))
        if tag == "g":
            return _PLAIN[payload]
        if tag in TAGS:
            return guarded(decode_array(tag, payload, self._resolve))
        raise wire.BrokenLink(f"there is no tag {tag}")

    def _handle(self, data: dict[str, Any]) -> Any:
        if "x" in data:
            return self.exception(data["x"])
        if "mro" in data:
            return self._mirrors.class_of(data["mro"], self.proxy)
        if data.get("module") in self._companions:
            return self._companion(data["module"])
        view = self.decode(data["view"]) if "view" in data else _NOTHING
        if view is not _NOTHING:
            return Proxy(self._link, int(data["h"]), view)
        return self.proxy(int(data["h"]))

    def proxy(self, number: int) -> Proxy:
        """Return the one proxy of that number."""
        if number not in self._proxies:
            self._proxies[number] = Proxy(self._link, number)
        return self._proxies[number]

    def exception(self, data: dict[str, Any]) -> BaseException:
        """Return an exception that was raised there."""
        return self._mirrors.instance(data, self.decode(data["args"]), self.proxy)

    def _companion(self, module: str) -> Any:
        return importlib.import_module(module) if module in self._companions else None
