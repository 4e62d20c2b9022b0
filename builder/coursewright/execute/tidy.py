"""Outputs without what differs from run to run by nobody's doing: folders and process numbers."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

__all__ = ["Tidy"]

_IPYKERNEL = re.compile(r"ipykernel_\d+/")
_ANSI = re.compile(r"\x1b\[[0-9;]*[A-Za-z]")
_TEXTS = ("text/plain", "text/html", "text/markdown", "text/latex")


class Tidy:
    """Names the scratch folder as if the course lay at `/course`."""

    def __init__(self, folder: Path) -> None:
        """folder: with the course's copy in `course` and a `tmp`."""
        self._names = ((f"{folder}/course", "/course"), (f"{folder}/tmp", "/tmp"))

    def text(self, text: str) -> str:
        """Return the text with steady names."""
        for scratch, name in self._names:
            text = text.replace(scratch, name)
        return _IPYKERNEL.sub("ipykernel/", text)

    def plain(self, text: str) -> str:
        """Return the text with steady names and without colours."""
        return _ANSI.sub("", self.text(text))

    def output(self, output: Mapping[str, Any]) -> dict[str, Any]:
        """Return an output of a cell with steady names in its texts."""
        steady = dict(output)
        match output.get("output_type"):
            case "stream":
                steady["text"] = self.text(output["text"])
            case "error":
                steady["evalue"] = self.text(output["evalue"])
                steady["traceback"] = [self.text(line) for line in output["traceback"]]
            case _:
                data = dict(output.get("data", {}))
                for kind in _TEXTS:
                    if isinstance(data.get(kind), str):
                        data[kind] = self.text(data[kind])
                steady["data"] = data
        return steady
