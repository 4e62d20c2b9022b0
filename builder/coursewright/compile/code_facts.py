"""What an author says of a block of code, behind its language."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

__all__ = ["CodeFacts", "cell_facts", "fence_facts"]

_ATTRIBUTE = re.compile(r'(?<!\w)(\w+)="([^"]*)"')


@dataclass(frozen=True, slots=True)
class CodeFacts:
    """What is known of a block.

    structural: whether its shape is what it teaches. audio: a recording of the description, as a
    path from the file; empty for one that is made.
    """

    language: str = ""
    title: str = ""
    description: str = ""
    structural: bool = False
    audio: str = ""


def fence_facts(info: str) -> CodeFacts:
    """Return what stands behind the three backticks of a block."""
    language, _, rest = info.strip().partition(" ")
    facts = dict(_ATTRIBUTE.findall(rest))
    words = _ATTRIBUTE.sub(" ", rest).split()
    return CodeFacts(
        language,
        facts.get("title", ""),
        facts.get("description", "").strip(),
        "structural" in words,
        facts.get("audio", ""),
    )


def cell_facts(cell: Mapping[str, Any], language: str) -> CodeFacts:
    """Return what the metadata of a notebook's code cell say."""
    metadata = cell.get("metadata")
    facts = metadata if isinstance(metadata, Mapping) else {}
    text = {name: facts.get(name) for name in ("description", "audio")}
    description, audio = (
        value.strip() if isinstance(value, str) else "" for value in text.values()
    )
    return CodeFacts(language, "", description, facts.get("structural") is True, audio)
