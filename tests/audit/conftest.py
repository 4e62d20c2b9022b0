"""One browser for all tests of audits: it is dear to start."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from coursewright.audit.axe import axe_script
from coursewright.audit.browser import Browser, start
from coursewright.audit.checks import check_scripts
from coursewright.audit.loopback import Loopback, loopback


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Return Debian's Chromium with axe and our rules in every document."""
    running = start((axe_script(), check_scripts()), loopback_only=True)
    yield running
    running.close()


@pytest.fixture(scope="session")
def server() -> Iterator[Loopback]:
    """Return what serves folders on loopback."""
    with loopback() as servers:
        yield servers


@pytest.fixture
def site(tmp_path: Path, server: Loopback) -> tuple[Path, str]:
    """Return an empty folder and the address at which it is served."""
    folder = tmp_path / "site"
    folder.mkdir()
    return folder, server.serve(folder)[0]
