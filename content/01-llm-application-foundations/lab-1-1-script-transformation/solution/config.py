"""Which key, which model, which limits: what changes although the program does not."""

import os
from dataclasses import dataclass


@dataclass(frozen=True)
class Config:
    """The settings of one run. timeout: seconds; window: turns that a request holds."""

    api_key: str
    model: str = "small"
    timeout: float = 10.0
    window: int = 4


def load_config(environment=os.environ):
    """Return the settings that the environment asks for; the key must be there."""
    if not environment.get("CHAT_API_KEY"):
        raise ValueError("set CHAT_API_KEY to your key before you start")
    return Config(
        api_key=environment["CHAT_API_KEY"],
        model=environment.get("CHAT_MODEL", Config.model),
    )
