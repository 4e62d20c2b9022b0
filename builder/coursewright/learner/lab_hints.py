"""The hints of this lab. `%hint part_1` shows the first; each further call shows the next.

What was asked for is noted in `.hint-use.jsonl` beside the notebook, one line a hint shown: the
lab, the part, the level and the time. It names nobody, and deleting it only starts the hints anew.
"""

from __future__ import annotations

import base64
import json
import os
import time
import urllib.parse
import urllib.request
import zlib
from pathlib import Path
from typing import Any

DATA = ""
_USE = ".hint-use.jsonl"
_ASK = "COURSEWRIGHT_HINTS"  # address of the service that gives solutions, where there is one
_PATIENCE = 5  # seconds
_MOST = 1 << 16


def load_ipython_extension(shell: Any) -> None:
    """Make `%hint` known; called by `%load_ext lab_hints`."""
    shell.register_magic_function(_hint, "line", "hint")


def _hint(line: str) -> None:
    print(Hints(read(DATA), Path.cwd() / _USE).answer(line))


def read(data: str) -> dict[str, Any]:
    """Return the hints that the release wrote into this file."""
    packed = data.partition(":")[2].encode()
    hints: dict[str, Any] = json.loads(zlib.decompress(base64.b85decode(packed)))
    return hints


class Hints:
    """The hints of a lab, of which each part remembers how far a learner is."""

    def __init__(self, hints: dict[str, Any], use: Path) -> None:
        """Take the hints and the file that notes their use."""
        self._hints = hints
        self._say: dict[str, str] = hints["say"]
        self._parts: dict[str, Any] = {each["part"]: each for each in hints["parts"]}
        self._use = use
        self._shown = self._read_use()

    def answer(self, line: str) -> str:
        """Return what `%hint line` shows: the next hint of a part, or one that was shown before."""
        words = line.split()
        if not words or words[0] not in self._parts:
            return self._say["parts"] + " " + ", ".join(self._parts)
        part, shown = words[0], self._shown.get(words[0], 0)
        if len(words) > 1 and words[1].isdigit() and 0 < int(words[1]) <= shown:
            return self._text(part, int(words[1]))
        levels = len(self._parts[part]["levels"]) + bool(self._parts[part]["solution"])
        level = min(shown + 1, levels)
        text = self._text(part, level)
        if level > shown:
            self._note(part, level)
        return text

    def _text(self, part: str, level: int) -> str:
        levels = self._parts[part]["levels"]
        if level > len(levels):
            return self._say["solution"] + ": " + self._solution(part)
        more = level < len(levels) or self._parts[part]["solution"]
        after = "\n" + self._say["next"].replace("{part}", part) if more else ""
        return "{} {}: {}{}".format(self._say["hint"], level, levels[level - 1], after)

    def _solution(self, part: str) -> str:
        own = self._parts[part]["solution"]
        if own.get("text"):
            return str(own["text"])
        return self._asked(part) or self._hints["contact"]

    def _asked(self, part: str) -> str:
        """Return what the service says, empty when there is none or it says nothing."""
        address = os.environ.get(_ASK, "")
        if not address.startswith(("https://", "http://")):
            return ""
        path = "/".join(urllib.parse.quote(each, safe="") for each in (self._hints["lab"], part))
        try:
            with urllib.request.urlopen(f"{address}/{path}/solution", timeout=_PATIENCE) as reply:
                return str(json.loads(reply.read(_MOST))["text"])
        except (OSError, ValueError, KeyError, TypeError):
            return ""

    def _read_use(self) -> dict[str, int]:
        shown: dict[str, int] = {}
        try:
            lines = self._use.read_text("utf-8").splitlines()
        except (OSError, ValueError):
            return shown
        for line in lines:
            try:
                entry = json.loads(line)
                if entry["lab"] == self._hints["lab"]:
                    shown[entry["part"]] = max(shown.get(entry["part"], 0), int(entry["level"]))
            except (ValueError, KeyError, TypeError):
                continue
        return shown

    def _note(self, part: str, level: int) -> None:
        self._shown[part] = level
        at = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
        entry = {"lab": self._hints["lab"], "part": part, "level": level, "at": at}
        try:
            with self._use.open("a", encoding="utf-8") as file:
                file.write(json.dumps(entry) + "\n")
        except OSError:
            pass  # hints work in a read-only folder, too
