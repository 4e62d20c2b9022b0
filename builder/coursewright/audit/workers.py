"""Browsers side by side, each reused; one that crashes or hangs is replaced, its page retried."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
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
    workers = [_Worker(start, look, patience) for _ in range(max(1, min(jobs, len(addresses))))]

    def work(worker: _Worker) -> None:
        try:
            with suppress(Empty):
                while not worker.stopped:
                    place = waiting.get_nowait()
                    done.put((place, worker.audit(addresses[place])))
        finally:
            worker.close()

    with ThreadPoolExecutor(len(workers)) as pool:
        futures = [pool.submit(work, worker) for worker in workers]
        try:
            yield from _results(done, futures, len(addresses))
        except BaseException:  # also of who waits for the results: an interrupted audit ends now
            for worker in workers:
                worker.stop()
            raise


def _results(
    done: SimpleQueue[tuple[int, Seen]], futures: Sequence[Future[None]], left: int
) -> Iterator[tuple[int, Seen]]:
    """Yield `left` results as they come. Raises what ended a worker."""
    while left:
        with suppress(Empty):
            yield done.get(timeout=0.2)
            left -= 1
        for future in futures:
            if future.done():
                future.result()


class _Worker:
    """One browser and those that come after it."""

    def __init__(self, start: Start, look: Look, patience: float) -> None:
        self._start = start
        self._look = look
        self._patience = patience
        self._browser: Browser | None = None
        self.stopped = False

    def audit(self, address: str) -> Seen:
        """Return what came of a page; at last, that it was not audited."""
        reason = ""
        for _ in range(_TRIES):
            if self.stopped:
                break
            browser = self._browser = self._browser or self._start()
            try:
                with browser.at_most(self._patience):
                    return self._look(browser, address)
            except BrowserFault as error:
                reason = str(error)
                self.close()
        return Seen(fault=f"not audited after {_TRIES} tries: {reason}")

    def stop(self) -> None:
        """Give up the page that is being looked at, and take no other. Any thread may call it."""
        self.stopped = True
        if browser := self._browser:
            browser.kill()

    def close(self) -> None:
        """End the browser, if one runs."""
        if self._browser:
            self._browser.close()
            self._browser = None
