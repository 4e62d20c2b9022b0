"""What all tests share: the `--regen` option for golden trees, and builds without audits."""

from __future__ import annotations

import os

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add `--regen`: write golden trees anew instead of comparing with them."""
    parser.addoption("--regen", action="store_true", help="write golden trees anew")


def pytest_configure() -> None:
    """Let builds start no browser; tests that are about audits ask for one."""
    os.environ["COURSEWRIGHT_AUDIT"] = "0"


@pytest.fixture
def regen(request: pytest.FixtureRequest) -> bool:
    """Return whether golden trees are to be written anew."""
    return bool(request.config.getoption("--regen"))
