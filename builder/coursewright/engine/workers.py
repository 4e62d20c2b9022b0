"""Steps through `concurrent.futures.Executor`: in this process, in a pool, or on a Dask cluster."""

from __future__ import annotations

import gc
import os
import signal
import threading
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from concurrent.futures import Executor, Future, as_completed
from contextlib import AbstractContextManager, contextmanager
from typing import Any, Protocol, TypeVar

from coursewright.engine.cache import Cache
from coursewright.engine.hashing import digest_text
from coursewright.engine.progress import Progress

__all__ = ["Engine", "Inline", "collect_rarely", "default_jobs", "open_executor"]

In = TypeVar("In")
Out = TypeVar("Out")
Part = TypeVar("Part")
End = TypeVar("End")
_CHUNKS_PER_WORKER = 12


class _Submits(Protocol):
    def submit(self, fn: Callable[..., Out], /, *args: Any) -> Future[Out]: ...


class Inline(Executor):
    """Runs each call at once, in this process; for one job and for tests."""

    def submit(self, fn: Callable[..., Out], /, *args: Any, **kwargs: Any) -> Future[Out]:
        """Return the finished future of the call."""
        future: Future[Out] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:
            future.set_exception(error)
        return future


class Engine:
    """Runs pure steps over many inputs, each result kept in the cache."""

    def __init__(
        self,
        executor: _Submits,
        jobs: int,
        cache: Cache,
        fingerprint: str,
        progress: Progress,
    ) -> None:
        """Use `executor` with `jobs` workers. fingerprint: stands for the program itself."""
        self._executor = executor
        self._jobs = jobs
        self._cache = cache
        self._fingerprint = fingerprint
        self._progress = progress
        self._rehearsal: Callable[[], object] | None = None

    def map(
        self,
        step: Callable[[In], Out],
        inputs: Sequence[In],
        meanwhile: Iterator[object] | None = None,
    ) -> list[Out]:
        """Return `step(x)` for each input, from the cache where it stands there.

        step: a pure function of a module. inputs: frozen dataclasses of plain data, whose `repr`
        tells everything that the result depends on. meanwhile: gone on with until workers are done.
        """
        results: dict[int, Out] = {}
        label = step.__name__.replace("_", " ")
        with self._progress.phase(label, len(inputs)) as advance:
            chunks = _chunks(len(inputs), self._jobs * _CHUNKS_PER_WORKER)
            asked = [self._ask(step, inputs, places, results) for places in chunks]
            # Where nearly all is known, what follows will keep one process busy at most.
            self._rehearse(self._jobs if any(future for _, future in asked) else 1)
            _go_on(meanwhile, [future for _, future in asked if future])
            for places, (missing, future) in zip(chunks, asked, strict=True):
                computed = future.result() if future else []
                for (place, key), value in zip(missing, computed, strict=True):
                    results[place] = value
                    self._cache.put(key, value)
                advance(len(places))
        return [results[place] for place in range(len(inputs))]

    def _ask(
        self,
        step: Callable[[In], Out],
        inputs: Sequence[In],
        places: range,
        results: dict[int, Out],
    ) -> tuple[list[tuple[int, str]], Future[list[Out]] | None]:
        """Take what the cache has into `results`, and let workers begin with the rest.

        Return the places and keys of the rest, and the future of their results.
        """
        missing = []
        for place in places:
            key = self._key(step, inputs[place])
            entry = self._cache.get(key)
            if entry:
                results[place] = entry[0]
            else:
                missing.append((place, key))
        if not missing:
            return missing, None
        return missing, self._executor.submit(_apply, step, [inputs[i] for i, _ in missing])

    def batch(
        self,
        label: str,
        step: Callable[[Sequence[In]], Iterable[tuple[int, Out, bool]]],
        inputs: Sequence[In],
    ) -> list[Out]:
        """Return what `step` makes of each input, from the cache where it stands there.

        step: given all others at once, in this process, yields in any order the place of each
        among them, its result, and whether the cache may keep that. inputs: as of `map`.
        """
        keys = [digest_text(label, self._fingerprint, repr(value)) for value in inputs]
        results = {i: entry[0] for i, key in enumerate(keys) if (entry := self._cache.get(key))}
        missing = [i for i in range(len(inputs)) if i not in results]
        if missing:
            with self._progress.phase(label, len(missing)) as advance:
                for place, result, lasting in step([inputs[i] for i in missing]):
                    results[missing[place]] = result
                    if lasting:
                        self._cache.put(keys[missing[place]], result)
                    advance(1)
        return [results[i] for i in range(len(inputs))]

    def run(
        self,
        label: str,
        task: Callable[[In], tuple[Out, Sequence[Part]]],
        then: Callable[[In, Part], End],
        inputs: Sequence[In],
        meanwhile: Iterator[object] | None = None,
    ) -> list[tuple[Out, list[End]]]:
        """Return what `task(x)` makes of each input, and what `then` makes of its parts; uncached.

        task: returns a result, and parts that any worker may go on with; the first input should be
        the longest task. then: called with the input and a part. meanwhile: gone on with until
        workers are done.
        """
        with self._progress.phase(label, len(inputs)) as advance:
            submit = self._submitter(inputs)
            places = {submit(task, place): place for place in range(len(inputs))}
            _go_on(meanwhile, places)
            results: dict[int, tuple[Out, list[Future[End]]]] = {}
            for future in as_completed(places):
                result, parts = future.result()
                place = places[future]
                results[place] = result, [submit(then, place, part) for part in parts]
                advance(1)
            return [
                (result, [end.result() for end in ends])
                for result, ends in (results[place] for place in range(len(inputs)))
            ]

    def rehearse(self, step: Callable[[], object]) -> None:
        """Let processes of this machine run `step`, after what the next `map` asks of them.

        step: a function of a module, which loads what later steps need.
        """
        self._rehearsal = step

    def _rehearse(self, times: int) -> None:
        step, self._rehearsal = self._rehearsal, None
        if step and isinstance(self._executor, _Processes):
            for _ in range(times):
                self._executor.submit(step)

    def _submitter(self, inputs: Sequence[Any]) -> Callable[..., Future[Any]]:
        """Return what submits a call with the input at a place, and with what else is given."""
        if isinstance(self._executor, _Processes):
            return self._executor.inherit(inputs)
        return lambda call, place, *rest: self._executor.submit(call, inputs[place], *rest)

    def _key(self, step: Callable[[In], Out], value: In) -> str:
        name = f"{step.__module__}.{step.__qualname__}"
        return digest_text(name, self._fingerprint, repr(value))


def _go_on(work: Iterator[object] | None, futures: Collection[Future[Any]]) -> None:
    """Do the work, step by step, until it or the last of the futures is done."""
    while work is not None and not all(future.done() for future in futures):
        try:
            next(work)
        except StopIteration:
            return


def _apply(step: Callable[[In], Out], inputs: Iterable[In]) -> list[Out]:
    return [step(value) for value in inputs]


def _chunks(length: int, count: int) -> list[range]:
    size = max(1, -(-length // max(1, count)))
    return [range(i, min(i + size, length)) for i in range(0, length, size)]


def open_executor(jobs: int, scheduler: str) -> AbstractContextManager[_Submits]:
    """Return the executor to use.

    jobs: worker processes; 1 runs in this process. scheduler: address of a Dask scheduler
    (`tcp://host:port`), empty for this machine. Raises EnvironmentFault when it is not reached.
    """
    if scheduler:
        return _dask(scheduler)
    return Inline() if jobs == 1 else _processes(jobs)


class _Processes(Executor):
    """Forked processes; large inputs are inherited by a fresh fork instead of being pickled."""

    def __init__(self, jobs: int) -> None:
        self._jobs = jobs
        self._pool: Executor | None = None

    def submit(self, fn: Callable[..., Out], /, *args: Any, **kwargs: Any) -> Future[Out]:
        """Run the call in a process."""
        if self._pool is None:
            self._pool = self._fork(())
        return self._pool.submit(fn, *args, **kwargs)

    def inherit(self, inputs: Sequence[Any]) -> Callable[..., Future[Any]]:
        """Return what submits a call with an input by its place, like `Engine._submitter`.

        The processes know the inputs and our modules from birth.
        """
        self.shutdown()  # its thread must be gone before the next fork
        pool = self._pool = self._fork(inputs)
        return lambda call, place, *rest: pool.submit(_run_inherited, call, place, *rest)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """End the processes."""
        if self._pool is not None:
            self._pool.shutdown(wait=wait, cancel_futures=cancel_futures)
            self._pool = None

    def _fork(self, inputs: Sequence[Any]) -> Executor:
        import multiprocessing
        from concurrent.futures import ProcessPoolExecutor

        context = multiprocessing.get_context("fork")
        return ProcessPoolExecutor(self._jobs, context, _begin, (inputs,))


_inherited: Sequence[Any] = ()


def _begin(inputs: Sequence[Any]) -> None:
    global _inherited
    _inherited = inputs
    # The terminal sends SIGINT to the whole group; only the parent may decide what it means.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.freeze()  # what was there at birth is no garbage
    collect_rarely()
    threading.Thread(target=_end_with_parent, daemon=True).start()


def collect_rarely() -> None:
    """Look for cyclic garbage seldom: a build makes much, keeps most of it, and ends."""
    gc.set_threshold(100_000, 50, 100)


def _end_with_parent() -> None:
    """End this process when its parent is killed, which nothing else would tell it."""
    from multiprocessing import parent_process

    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _run_inherited(call: Callable[..., Out], place: int, *rest: Any) -> Out:
    return call(_inherited[place], *rest)


@contextmanager
def _processes(jobs: int) -> Iterator[_Submits]:
    pool = _Processes(jobs)
    try:
        yield pool
    finally:
        pool.shutdown(cancel_futures=True)


@contextmanager
def _dask(scheduler: str) -> Iterator[_Submits]:
    from coursewright.errors import EnvironmentFault

    try:
        from distributed import Client
    except ImportError as error:
        raise EnvironmentFault(
            "`--scheduler` needs Dask; run `pip install coursewright[cluster]`"
        ) from error
    try:
        client: Any = Client(scheduler, timeout="10s", set_as_default=False)  # type: ignore[no-untyped-call]
    except (OSError, ValueError) as error:
        raise EnvironmentFault(f"no Dask scheduler answers at `{scheduler}`: {error}") from error
    with client:
        yield client.get_executor(pure=False)


def default_jobs() -> int:
    """Return the number of processors that this process may use."""
    return len(os.sched_getaffinity(0))
