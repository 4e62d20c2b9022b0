"""Where the cells of a notebook stand in its file, which is JSON."""

from __future__ import annotations

import json

from coursewright.load.json_places import JsonPlaces

__all__ = ["place_in_file"]


def place_in_file(notebook: str, cell: int, line: int = 1, column: int = 1) -> tuple[int, int]:
    """Return line and column of the file for a place in a cell's text.

    notebook: the file. cell, line, column: counted from 1.
    """
    source = json.loads(notebook)["cells"][cell - 1]["source"]
    pieces = source if isinstance(source, list) else [source]
    lines = "".join(pieces).split("\n")
    letter = sum(len(each) + 1 for each in lines[: line - 1]) + column - 1
    places = JsonPlaces(notebook)
    for number, piece in enumerate(pieces):
        if letter < len(piece):
            inside = (number,) if isinstance(source, list) else ()
            return places.at(("cells", cell - 1, "source", *inside), letter)
        letter -= len(piece)
    return places.at(("cells", cell - 1, "source"))
