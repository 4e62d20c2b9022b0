"""Outputs without what differs from run to run by nobody's doing: folders, numbers, addresses."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

__all__ = ["Tidy"]

_IPYKERNEL = re.compile(r"ipykernel_\d+/")
_ADDRESS = re.compile(r"( at 0x)[0-9a-f]{6,16}\b")
_ANSI = re.compile(r"\x1b\[[0-9;]*[A-Za-z]")
_WIDGET = "application/vnd.jupyter.widget-view+json"
_TEXTS = ("text/plain", "text/html", "text/markdown", "text/latex")


class Tidy:
    """Names the scratch folder as if the course lay at `/course`, and gives objects one address."""

    def __init__(self, folder: Path) -> None:
        """folder: with the course's copy in `course` and a `tmp`."""
        self._names = ((f"{folder}/course", "/course"), (f"{folder}/tmp", "/tmp"))

    def text(self, text: str) -> str:
        """Return the text with steady names."""
        for scratch, name in self._names:
            text = text.replace(scratch, name)
        return _ADDRESS.sub(r"\g<1>7f0000000000", _IPYKERNEL.sub("ipykernel/", text))

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
                data.pop(_WIDGET, None)  # a page has no kernel, so it shows the widget's text
                for kind in _TEXTS:
                    if isinstance(data.get(kind), str):
                        data[kind] = self.text(data[kind])
                steady["data"] = data
        return steady
