"""Sites that are built once and looked at often, and the browser that looks."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from site_browser import Browser, chromium, served
from site_courses import build_site, course


@pytest.fixture(scope="session")
def rich(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return `dist/` of the rich course, all targets built."""
    folder = tmp_path_factory.mktemp("rich")
    build_site(course("everything", folder / "course"), folder / "dist", "all")
    return folder / "dist"


@pytest.fixture(scope="session")
def arabic(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the site of the Arabic course."""
    folder = tmp_path_factory.mktemp("arabic")
    return build_site(course("arabic", folder / "course"), folder / "dist")


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the site of the small course."""
    folder = tmp_path_factory.mktemp("small")
    return build_site(course("small", folder / "course"), folder / "dist")


@pytest.fixture(scope="session")
def _driver() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


@pytest.fixture
def browser(_driver: Browser) -> Iterator[Browser]:
    """Return a browser as new: no storage, 1280 by 900 pixels, light colours."""
    _driver.reset()
    yield _driver
    _driver.reset()


@pytest.fixture(scope="session")
def rich_address(rich: Path) -> Iterator[str]:
    """Serve the rich course's `dist/`; return its address, with a slash at the end."""
    with served(rich) as address:
        yield address


@pytest.fixture(scope="session")
def arabic_address(arabic: Path) -> Iterator[str]:
    """Serve the Arabic site; return its address, with a slash at the end."""
    with served(arabic) as address:
        yield address
