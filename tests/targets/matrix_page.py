"""`docs/targets.md`: what becomes of every feature of the course format in every target."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from coursewright.targets.cells import ITEM_KINDS, Cell, Status

__all__ = ["Column", "page"]

_INTRODUCTION = """# What becomes of a course

Generated from the schemas of the course format, the table beside each target
(`builder/coursewright/targets/*/cells.py`) and the losses of a course made from the schemas.
`nox -s tests -- tests/targets --regen` writes it anew; the tests prove every cell by reading the
finished packages back, and a new key without a cell fails them.

- **native**: means in the platform what it means in the course.
- **mapped**: stands in the package as something else; the note says as what.
- **lost**: the package says nothing of it; `reports/losses.json` and the console name it, with the
  reason in the note.
- **–**: nothing that a package of this target has to show.

Questions in a bank fare as those of a quiz unless a row says otherwise. The Blackboard column is
the course package with its Building Block; what tab-delimited question files leave out stands in
`reports/losses.json`.
"""
_SECTIONS: Mapping[str, tuple[str, ...]] = {
    "The course": ("course", "grading", "completion", "media", "targets", "rules"),
    "Outcomes": ("outcomes",),
    "Modules": ("module", "heading"),
    "Items": ("item", *ITEM_KINDS),
    "Questions": ("question", "bank"),
    "Rubrics": ("rubric",),
    "Terms": ("term",),
}
Row = tuple[tuple[Status, str], ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A target. cells: by feature, with what a loss says of it in the place of `how`."""

    title: str
    cells: Mapping[str, Cell]


@dataclass(slots=True)
class _Notes:
    """The notes below a table, each once."""

    numbers: dict[str, int] = field(default_factory=dict)

    def mark(self, text: str) -> str:
        """Return the mark of a note."""
        return f"[{self.numbers.setdefault(text, len(self.numbers) + 1)}]" if text else ""


def page(features: Sequence[str], columns: Sequence[Column]) -> str:
    """Return the whole page as Markdown."""
    lines = [_INTRODUCTION]
    for title, kinds in _SECTIONS.items():
        own = [each for each in features if each.partition(".")[0] in kinds]
        lines += [f"## {title}", "", *_table(own, columns), ""]
    left = {each.partition(".")[0] for each in features}.difference(*_SECTIONS.values())
    assert not left, f"no section has {left}"
    return "\n".join(lines).rstrip() + "\n"


def _table(features: Sequence[str], columns: Sequence[Column]) -> Iterator[str]:
    notes = _Notes()
    yield f"| Feature | {' | '.join(column.title for column in columns)} |"
    yield f"|---|{'---|' * len(columns)}"
    for row, names in _rows(features, columns).items():
        shown = (f"{status.value}{notes.mark(how)}" for status, how in row)
        cells = (text.replace(Status.ASIDE.value, "–") for text in shown)
        yield f"| {', '.join(f'`{name}`' for name in names)} | {' | '.join(cells)} |"
    yield ""
    yield from (f"{number}. {text}" for text, number in notes.numbers.items())


def _rows(features: Sequence[str], columns: Sequence[Column]) -> dict[Row, list[str]]:
    """Return the names of the features that fare alike, by how they do."""
    rows: dict[Row, list[str]] = {}
    fates = {name: _row(name, columns) for name in features}
    for name, row in fates.items():
        shown = _shared(name, fates)
        names = rows.setdefault(row, [])
        if shown and shown not in names:
            names.append(shown)
    return {row: names for row, names in rows.items() if names}


def _row(name: str, columns: Sequence[Column]) -> Row:
    found = (column.cells[name] for column in columns)
    return tuple((cell.status, cell.how) for cell in found)


def _shared(name: str, fates: Mapping[str, Row]) -> str:
    """Return the name to show: `item.key` or `question.key` for what is the same of all kinds.

    Nothing for a bank's question that fares as a quiz's.
    """
    if name.startswith("bank.question."):
        return "" if fates.get(name.removeprefix("bank.")) == fates[name] else name
    kind, _, key = name.partition(".")
    if kind == "question":
        key = key.partition(".")[2]
        alike = [each for each in fates if each.startswith("question.")]
        alike = [each for each in alike if each.partition(".")[2].partition(".")[2] == key]
    elif kind in ITEM_KINDS:
        kind = "item"
        alike = [f"{each}.{key}" for each in ITEM_KINDS if f"{each}.{key}" in fates]
    else:
        return name
    same = len(alike) > 1 and len({fates[each] for each in alike}) == 1
    return f"{kind}.{key}" if same else name
