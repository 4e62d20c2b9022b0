"""Browsers side by side, each reused; one that crashes or hangs is replaced, its page retried."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import suppress
from queue import Empty, SimpleQueue

from coursewright.audit.browser import Browser, BrowserFault
from coursewright.audit.model import Seen

__all__ = ["PATIENCE", "audit_side_by_side"]

PATIENCE = 180.0  # seconds for one page in all its views
_TRIES = 2

Look = Callable[[Browser, str], Seen]
Start = Callable[[], Browser]


def audit_side_by_side(
    addresses: Sequence[str], jobs: int, start: Start, look: Look, patience: float = PATIENCE
) -> Iterator[tuple[int, Seen]]:
    """Yield the place of each address and what came of it, as they are done.

    jobs: browsers at most. start: starts one; EnvironmentFault goes through. look: audits a page.
    patience: seconds after which a page's browser is killed.
    """
    waiting: SimpleQueue[int] = SimpleQueue()
    for place in range(len(addresses)):
        waiting.put(place)
    done: SimpleQueue[tuple[int, Seen]] = SimpleQueue()

    def work() -> None:
        worker = _Worker(start, look, patience)
        try:
            with suppress(Empty):
                while True:
                    place = waiting.get_nowait()
                    done.put((place, worker.audit(addresses[place])))
        finally:
            worker.close()

    with ThreadPoolExecutor(max(1, min(jobs, len(addresses)))) as pool:
        futures = [pool.submit(work) for _ in range(max(1, min(jobs, len(addresses))))]
        left = len(addresses)
        while left:
            with suppress(Empty):
                yield done.get(timeout=0.2)
                left -= 1
            failed = next((f for f in futures if f.done() and f.exception()), None)
            if failed:
                with suppress(Empty):  # the others end after the page that they are at
                    while True:
                        waiting.get_nowait()
                failed.result()
        for future in as_completed(futures):
            future.result()


class _Worker:
    """One browser and those that come after it."""

    def __init__(self, start: Start, look: Look, patience: float) -> None:
        self._start = start
        self._look = look
        self._patience = patience
        self._browser: Browser | None = None

    def audit(self, address: str) -> Seen:
        """Return what came of a page; at last, that it was not audited."""
        reason = ""
        for _ in range(_TRIES):
            browser = self._browser = self._browser or self._start()
            try:
                with browser.at_most(self._patience):
                    return self._look(browser, address)
            except BrowserFault as error:
                reason = str(error)
                self.close()
        return Seen(fault=f"not audited after {_TRIES} tries: {reason}")

    def close(self) -> None:
        """End the browser, if one runs."""
        if self._browser:
            self._browser.close()
            self._browser = None
