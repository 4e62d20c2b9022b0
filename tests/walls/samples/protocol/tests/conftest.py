import pytest


@pytest.fixture
def test_config_invalid_key():
    from config import Config

    return Config("invalid")
