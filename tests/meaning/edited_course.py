"""A small course as a value, and the edits that authors make to it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

__all__ = ["COURSE", "Course", "Item", "files"]


@dataclass(frozen=True, slots=True)
class Item:
    """An item. kind: `lesson`, `quiz`, `discussion` or `assignment`."""

    id: str
    title: str
    kind: str
    text: str = "Water, leaves, time."


@dataclass(frozen=True, slots=True)
class Course:
    """Modules, each with its items."""

    modules: tuple[tuple[Item, ...], ...]

    def without(self, item: Item) -> Course:
        """Return the course without the item."""
        return Course(tuple(tuple(e for e in m if e != item) for m in self.modules))

    def having(self, item: Item, module: int, place: int) -> Course:
        """Return the course with the item put in."""
        modules = list(self.modules)
        modules[module] = (*modules[module][:place], item, *modules[module][place:])
        return Course(tuple(modules))

    def with_text(self, item: Item, **new: str) -> Course:
        """Return the course with another title or text of the item."""
        changed = replace(item, **new)
        modules = (tuple(changed if e == item else e for e in m) for m in self.modules)
        return Course(tuple(modules))

    def items(self) -> tuple[Item, ...]:
        """Return all items in order."""
        return tuple(item for module in self.modules for item in module)


COURSE = Course(
    (
        (
            Item("water", "Water", "lesson"),
            Item("asked", "What do you know?", "quiz"),
            Item("leaves", "Leaves", "lesson"),
            Item("heat", "Heat", "lesson"),
        ),
        (
            Item("talk", "Talk about it", "discussion"),
            Item("work", "Your own cup", "assignment"),
            Item("time", "Time", "lesson"),
        ),
    )
)
_SUFFIXES = {"lesson": "md", "quiz": "quiz.yaml"}


def files(course: Course) -> Mapping[str, str]:
    """Return the files of the course."""
    found = {
        "course.yaml": "format: 1\nid: tea\ntitle: Tea\nlanguage: en\ndate: 2026-01-01\n"
        "targets: {scorm2004: {profile: moodle}}\n",
        "banks/leaves.yaml": "id: bank\ntitle: Of leaves\n"
        + _questions("drawn", "Green or black?"),
    }
    for number, items in enumerate(course.modules):
        names = [f"{item.id}.{_SUFFIXES.get(item.kind, f'{item.kind}.md')}" for item in items]
        listed = "".join(f"  - 01-{name}\n" for name in names)
        folder = f"0{number + 1}-part-{number}"
        found[f"{folder}/module.yaml"] = (
            f"id: part-{number}\ntitle: Part {number}\nitems:\n{listed}"
        )
        found |= {f"{folder}/01-{name}": _item(i) for name, i in zip(names, items, strict=True)}
    return found


def _item(item: Item) -> str:
    head = f"id: {item.id}\ntitle: {item.title}\n"
    if item.kind == "quiz":
        draw = "  - draw: {id: some, bank: bank, count: 1, points: 1}\n"
        return f"{head}introduction: {item.text}\n{_questions('own', 'Is water wet?')}{draw}"
    return f"---\n{head}---\n# Heading\n\n{item.text}\n"


def _questions(key: str, stem: str) -> str:
    return f"questions:\n  - {{type: true-false, id: {key}, stem: '{stem}', answer: true}}\n"
