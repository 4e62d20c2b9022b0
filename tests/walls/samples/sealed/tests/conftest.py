import pytest


@pytest.fixture
def sixth():
    return "HIDDEN-SIX"
