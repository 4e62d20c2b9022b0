"""Which key, which model, which limits: all that changes without the program changing."""

import os
from dataclasses import dataclass


@dataclass(frozen=True)
class Config:
    """The settings of one run. first_pause: seconds before the second try."""

    api_key: str
    model: str = "small"
    max_attempts: int = 3
    first_pause: float = 0.5
    window: int = 4


def load_config(environment=os.environ):
    """Return the settings that the environment asks for; the key must be there."""
    if not environment.get("CHAT_API_KEY"):
        raise ValueError("set CHAT_API_KEY to your key before you start")
    return Config(
        api_key=environment["CHAT_API_KEY"],
        model=environment.get("CHAT_MODEL", Config.model),
    )
