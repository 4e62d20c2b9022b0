"""The order of an audit: gather pages, give back what is known, look at the rest, judge, group."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path

from coursewright.audit.across import across
from coursewright.audit.axe import axe_rules, axe_script, axe_version
from coursewright.audit.browser import Browser, browser_state, find_browser, start
from coursewright.audit.causes import Locate, causes
from coursewright.audit.checks import check_scripts
from coursewright.audit.kept import Kept
from coursewright.audit.known_rules import KnownRule, axe_known, own_known
from coursewright.audit.login.session import Session
from coursewright.audit.loopback import loopback
from coursewright.audit.model import Audit, Page, Seen
from coursewright.audit.places import Opened, asked_for, open_places
from coursewright.audit.spoken import reader_version
from coursewright.audit.visit import visit
from coursewright.audit.workers import PATIENCE, audit_side_by_side
from coursewright.engine.cache import Cache
from coursewright.engine.hashing import FileIndex, digest_text
from coursewright.engine.progress import Progress

__all__ = ["Asked", "Workshop", "audit"]


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be audited, and how.

    named: folders, pages, packages and addresses; none for the site of `dist`. dist: absolute.
    full: also every package in `dist`. standard: key of `STANDARDS`. jobs: browsers. patience:
    seconds for one page. session: the login that comes before the pages.
    """

    named: tuple[str, ...]
    dist: Path
    full: bool
    standard: str
    jobs: int
    patience: float = PATIENCE
    session: Session | None = None


class Workshop:
    """What stays between audits. fingerprint: stands for our own code and libraries."""

    def __init__(self, cache: Cache, index: FileIndex, fingerprint: str) -> None:
        """Keep results in `cache` and digests of files in `index`."""
        self.cache = cache
        self.index = index
        self._fingerprint = fingerprint

    @cached_property
    def scripts(self) -> tuple[str, ...]:
        """Return what is put into every document. Raises PackagingError without axe-core."""
        return axe_script(), check_scripts()

    @cached_property
    def versions(self) -> tuple[tuple[str, str], ...]:
        """Return the names and versions of what judges. Raises EnvironmentFault without it."""
        from importlib.metadata import version

        browser = self._browser_version()
        return (
            ("axe-core", axe_version()),
            ("axe-selenium-python", version("axe-selenium-python")),
            ("Chromium", browser),
            ("Selenium", version("selenium")),
            ("virtual-screen-reader", reader_version()),
        )

    def _browser_version(self) -> str:
        """Return the browser's version; asking takes half a second, so the answer is kept."""
        import subprocess

        key = digest_text("browser", browser_state())
        if entry := self.cache.get(key):
            return str(entry[0])
        told = subprocess.run(
            [find_browser()[0], "--version"], capture_output=True, text=True, check=False
        )
        words = told.stdout.split()
        found = next((word for word in words if word[:1].isdigit()), told.stdout.strip())
        self.cache.put(key, found)
        return found

    def program(self, standard: str) -> str:
        """Return what stands for all that judges a page."""
        return digest_text(self._fingerprint, standard, repr(self.versions), *self.scripts)

    def rules(self, browser: Callable[[], Browser]) -> dict[str, KnownRule]:
        """Return every rule by id. browser: starts one, in case that axe has to be asked."""
        key = digest_text("rules of axe", self._fingerprint, *self.scripts[:1])
        entry = self.cache.get(key)
        if entry is None:
            running = browser()
            try:
                running.open("about:blank")
                entry = (axe_known(axe_rules(running)),)
            finally:
                running.close()
            self.cache.put(key, entry[0])
        return {rule.id: rule for rule in entry[0]} | own_known()


def audit(
    asked: Asked, workshop: Workshop, locate: Locate, progress: Progress
) -> tuple[Audit, dict[str, KnownRule]]:
    """Audit what was asked for, and return the findings and every rule by id.

    locate: finds the author's line. Raises UsageFault for what is not there, EnvironmentFault when
    there is no browser.
    """
    named = asked_for(asked.named, asked.dist, full=asked.full, login=asked.session is not None)
    versions = workshop.versions
    kept = Kept(workshop.cache, workshop.index, workshop.program(asked.standard))
    with loopback() as server, tempfile.TemporaryDirectory(prefix="coursewright-") as work:
        opened = open_places(named, server, Path(work), workshop.index, asked.dist)
        start_one = partial(
            start, workshop.scripts, loopback_only=_all_local(opened.pages, asked.session)
        )
        seen, known = _look(asked, opened, kept, start_one, progress)
        rules = workshop.rules(start_one)
        workshop.index.save()
        found = causes(opened.pages, seen, across(opened.pages, seen), locate)
    return Audit(
        full=asked.full and not asked.named,
        named=bool(asked.named),
        pages=opened.pages,
        seen=seen,
        causes=found,
        kept=known,
        versions=versions,
        standard=asked.standard,
    ), rules


def _all_local(pages: Sequence[Page], session: Session | None) -> bool:
    entered = session.login.addresses if session else ()
    others = (*entered, *(page.address for page in pages if not page.root))
    return all(address.startswith("http://127.0.0.1") for address in others)


def _look(
    asked: Asked, opened: Opened, kept: Kept, start_one: Callable[[], Browser], progress: Progress
) -> tuple[tuple[Seen, ...], int]:
    """Return what came of each page, and how many were known. Equal pages are looked at once."""
    pages = opened.pages
    results: dict[str, Seen] = {}
    for page in pages:
        if page.digest and page.digest not in results:
            root = opened.roots[page.root][0]
            if (known := kept.find(page, root)) is not None:
                results[page.digest] = known
    found = len(results)
    missing = {_body(page): page for page in reversed(pages) if _body(page) not in results}
    waiting = list(missing.values())[::-1]
    memory: dict[str, bool] = {}
    session = asked.session
    ready = partial(session.start, start_one) if session else start_one
    with progress.phase("audit pages", len(waiting)) as advance:
        addresses = [page.address for page in waiting]
        look = partial(_visit, standard=asked.standard, memory=memory, session=session)
        for place, seen in (
            audit_side_by_side(addresses, asked.jobs, ready, look, asked.patience)
            if waiting
            else ()
        ):
            page = waiting[place]
            results[_body(page)] = session.veil.seen(seen) if session else seen
            if page.root:
                kept.keep(page, seen, *opened.roots[page.root])
            advance(1)
    return tuple(results[_body(page)] for page in pages), found


def _body(page: Page) -> str:
    return page.digest or page.address


def _visit(
    browser: Browser, address: str, standard: str, memory: dict[str, bool], session: Session | None
) -> Seen:
    seen = visit(browser, address, standard, memory)
    if session:
        session.confirm(browser, address)
    return seen
