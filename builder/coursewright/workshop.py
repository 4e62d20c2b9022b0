"""Where builds work: the cache, the index of files and the workers."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

from coursewright.engine.cache import Cache, default_folder, open_store
from coursewright.engine.fingerprint import tool_fingerprint
from coursewright.engine.hashing import FileIndex, digest_text
from coursewright.engine.progress import Progress
from coursewright.engine.workers import Engine, open_executor
from coursewright.errors import EnvironmentFault
from coursewright.request import Request

__all__ = [
    "Workshop",
    "on_this_machine",
    "open_engine",
    "open_workshop",
    "own_cache",
    "workshop_of",
]


@dataclass(frozen=True, slots=True)
class Workshop:
    """What outlives a build: results by content, digests of files, and what stands for the program.

    cache: as the request names it. index: digests of the course's files, saved when an engine ends.
    fingerprint: changes with the program and its libraries.
    """

    cache: Cache
    index: FileIndex
    fingerprint: str


def open_workshop(request: Request) -> Workshop:
    """Return the workshop for the request's course.

    Raises EnvironmentFault when its folder is missing, or is where packages would go.
    """
    if not request.content.is_dir():
        raise EnvironmentFault(
            f"there is no folder `{request.content.name}` here; "
            "name the course's folder with `--content DIR`"
        )
    if request.out == request.content:
        raise EnvironmentFault(
            f"packages cannot go into the course's own folder `{request.content.name}`; "
            "name another with `--out DIR`"
        )
    return workshop_of(request)


def workshop_of(request: Request) -> Workshop:
    """Return the workshop for a folder that may hold no course."""
    # An index for each course: all in one would grow with every course that anybody ever built.
    name = digest_text(str(request.content))[:16]
    index = FileIndex(default_folder() / "files" / f"{name}.json")
    return Workshop(Cache(open_store(request.cache)), index, tool_fingerprint(index))


@contextmanager
def open_engine(workshop: Workshop, request: Request, progress: Progress) -> Iterator[Engine]:
    """Yield an engine with the workers that the request asks for; they end with it."""
    with open_executor(request.jobs, request.scheduler) as executor:
        cache, fingerprint = workshop.cache, workshop.fingerprint
        yield Engine(executor, request.jobs, cache, fingerprint, progress)
    workshop.index.save()


@contextmanager
def on_this_machine(engine: Engine, workshop: Workshop, request: Request) -> Iterator[Engine]:
    """Yield an engine whose workers see the course's files, which those of a cluster may not."""
    if request.scheduler:
        with open_engine(workshop, replace(request, scheduler=""), Progress(False)) as here:
            yield here
    else:
        yield engine


def own_cache() -> Cache:
    """Return this user's cache: what is clean is nothing to be believed of others."""
    return Cache(open_store(""))
