"""What all tests share: the `--regen` option for golden trees."""

from __future__ import annotations

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add `--regen`: write golden trees anew instead of comparing with them."""
    parser.addoption("--regen", action="store_true", help="write golden trees anew")


@pytest.fixture
def regen(request: pytest.FixtureRequest) -> bool:
    """Return whether golden trees are to be written anew."""
    return bool(request.config.getoption("--regen"))
