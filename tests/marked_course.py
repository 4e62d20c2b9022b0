"""A course in which every key of the course format has a value that can be found again.

It is made from the schemas: a new property is in it by itself, and the tests of the matrix ask for
its cell. A feature is a key by its dotted name, as losses use it: `quiz.time_limit`,
`link.description`, `question.blanks.feedback.general` (after the question's type),
`completion.require` (a nested key of `course.yaml`), `bank.question.…` (a question of a bank).
Items have the id `the-<kind>`; an `ungraded-<kind>` is a second item of the kind for keys that
exclude others, and its features begin so.
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from clips import plain_clip, plain_sound
from courses import write_files
from coursewright_schemas import loader
from marked_texts import BODIES, FILES, LAB_NOTEBOOK, notebook
from marked_values import LENGTHS, NAMES, VALUES
from schema_values import ABSENT, Maker

__all__ = ["SECRETS", "features", "keys", "marked_course", "markers", "named"]

# What only instructors get; no public package may hold it, so no target can lose it.
SECRETS = frozenset({"question.essay.model_answer", "lab.hints.solution"})
_FILES = {
    "course": "course.yaml",
    "outcomes": "outcomes.yaml",
    "term": "terms/spring.yaml",
    "rubric": "rubrics/assigned.yaml",
    "discussion-rubric": "rubrics/discussed.yaml",
    "lab-rubric": "rubrics/lab.yaml",
    "bank": "banks/the-bank.yaml",
    "module": "01-alpha/module.yaml",
    "lesson": "01-alpha/01-lesson.md",
    "notebook": "01-alpha/02-notebook.ipynb",
    "video": "01-alpha/03-video.video.yaml",
    "audio": "01-alpha/04-audio.audio.yaml",
    "quiz": "01-alpha/05-quiz.quiz.yaml",
    "ungraded-quiz": "01-alpha/06-ungraded-quiz.quiz.yaml",
    "lab": "01-alpha/lab-1/metadata.yml",
    "second-module": "02-beta/module.yaml",
    "discussion": "02-beta/01-discussion.discussion.md",
    "ungraded-discussion": "02-beta/02-ungraded-discussion.discussion.md",
    "assignment": "02-beta/03-assignment.assignment.md",
    "tool": "02-beta/04-tool.tool.yaml",
    "ungraded-tool": "02-beta/05-ungraded-tool.tool.yaml",
    "link": "02-beta/06-link.link.yaml",
    "file": "02-beta/07-file.file.yaml",
    "heading": "02-beta/08-heading.heading.yaml",
    "ungraded-video": "02-beta/09-ungraded-video.video.yaml",
}
_SECOND = re.compile(r"^(ungraded|second|discussion|lab)-")
_WORD = re.compile(r"\bM[BK][A-Za-z0-9]+", re.IGNORECASE)
# Mappings whose keys are names that the author chooses.
_FREE = {*NAMES, "rules"}
_NESTED = ("grading", "completion", "media", "targets", "rules")


def marked_course(folder: Path) -> None:
    """Write the course into `folder`. Its term is `spring`."""
    files: dict[str, str | bytes] = {}
    for kind, name in _FILES.items():
        text = _yaml(keys()[kind])
        files[name] = f"---\n{text}---\n{BODIES[kind]}" if kind in BODIES else text
    files[_FILES["notebook"]] = json.dumps(notebook(keys()["notebook"]))
    files["01-alpha/lab-1/work.ipynb"] = json.dumps(LAB_NOTEBOOK)
    # A file for each kind of schema there is: a new one wants a place in the course.
    assert {_SECOND.sub("", kind) for kind in _FILES} == set(loader.names())
    write_files(folder, {**files, **FILES})
    for name in ("video", "described"):
        shutil.copy(plain_clip(), folder / "01-alpha" / f"{name}.mp4")
    shutil.copy(plain_sound(), folder / "01-alpha" / "audio.mp3")


def _yaml(values: Mapping[str, Any]) -> str:
    return yaml.dump(values, Dumper=_Plain, sort_keys=False, allow_unicode=True)


class _Plain(yaml.SafeDumper):
    """Writes equal lists in full, each where it stands, and indents lists as authors do."""

    def ignore_aliases(self, _data: Any) -> bool:
        """Return that nothing becomes an alias."""
        return True

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        """Indent lists, too."""
        super().increase_indent(flow, indentless and self.flow_level > 0)


@cache
def keys() -> Mapping[str, dict[str, Any]]:
    """Return the keys of each file of the course, by its kind."""
    maker = Maker(VALUES, LENGTHS, NAMES)
    return {kind: _keys(maker, kind) for kind in _FILES}


def _keys(maker: Maker, kind: str) -> dict[str, Any]:
    schema = loader.load(_SECOND.sub("", kind))
    made: dict[str, Any] = {}
    for name, each in schema["properties"].items():
        nested = kind == "course" and name in _NESTED
        if name == "questions":
            value: Any = _questions(maker, schema, kind)
        else:
            value = maker.make(each, name if nested else f"{kind}.{name}")
        made[name] = value
    if "id" in made and f"{kind}.id" not in VALUES:
        made["id"] = f"the-{kind}"
    return {name: value for name, value in made.items() if value is not ABSENT}


def _questions(maker: Maker, schema: Mapping[str, Any], kind: str) -> list[Any]:
    if kind == "ungraded-quiz":
        return [{"type": "true-false", "stem": "MKungradedstem", "answer": False, "points": 1.85}]
    made = list(maker.questions(schema["$defs"], "bank." if kind == "bank" else ""))
    asked = "drawn" if kind == "bank" else "asked"
    return [each | {"outcomes": [asked]} if "type" in each else each for each in made]


@cache
def markers() -> dict[str, str]:
    """Return the markers of every feature that the course writes, separated by spaces.

    A marker is a word or number that stands nowhere else; empty where a value cannot be searched
    for: a choice of few, true or false, an id.
    """
    found: dict[str, list[str]] = {}
    for feature, value in features():
        found.setdefault(feature, []).extend(_markers(value))
    return {feature: " ".join(dict.fromkeys(words)) for feature, words in found.items()}


@cache
def features() -> tuple[tuple[str, Any], ...]:
    """Return every feature that the course writes, with its value; a feature may come again."""
    return tuple(_features())


def _features() -> Iterator[tuple[str, Any]]:
    for kind, values in keys().items():
        yield from _walk(kind if kind != "course" else "", values)
    for kind, body in BODIES.items():
        yield from ((f"{kind}.body", word) for word in _WORD.findall(body))
    for kind, written in (("notebook", notebook({})), ("lab", LAB_NOTEBOOK)):
        text = "\n".join(f"{cell['source']} {cell.get('outputs')}" for cell in written["cells"])
        yield from ((f"{kind}.body", word) for word in _WORD.findall(text))
    yield "video.transcript", "MKvideospoken"
    yield "audio.transcript", "MKaudiospoken"


def named(feature: str, losses: Sequence[Mapping[str, str]]) -> bool:
    """Return whether a loss (as in `losses.json`) names the feature or a key that holds it.

    `item.summary` names the key of any kind, when the loss is of that kind's item, and
    `question.feedback` that of any type.
    """
    return any(_covers(loss, feature.removeprefix("bank.")) for loss in losses)


def _covers(loss: Mapping[str, str], feature: str) -> bool:
    kind, _, key = feature.partition(".")
    names = [feature.removeprefix("ungraded-")]
    if kind == "question":
        names.append(f"question.{key.partition('.')[2]}")
    elif loss["item"] == f"the-{kind}":
        names.append(f"item.{key}")
    elif loss["item"].removeprefix("the-") in _FILES:
        return False
    return any(f"{name}.".startswith(f"{loss['feature']}.") for name in names)


def _walk(path: str, value: Any) -> Iterator[tuple[str, Any]]:
    """Yield the leaves; a list's elements stand at the list's own path."""
    if isinstance(value, list):
        for each in value:
            yield from _walk(path, each)
    elif isinstance(value, dict):
        if path.removeprefix("bank.") in _FREE:
            yield from ((path, name) for name in value)
        for key, each in value.items():
            yield from _walk(_below(path, key, value), each)
    else:
        yield path.replace(".NAME", ""), value


def _below(path: str, key: str, value: Mapping[str, Any]) -> str:
    if not path:
        return key if key in _NESTED else f"course.{key}"
    if path in ("quiz.questions", "ungraded-quiz.questions", "bank.questions"):
        head = "bank.question" if path.startswith("bank") else "question"
        return "quiz.draw" if key == "draw" else f"{head}.{value['type']}.{key}"
    return f"{path}.{'NAME' if path.removeprefix('bank.') in _FREE else key}"


def _markers(value: Any) -> list[str]:
    if isinstance(value, bool):
        return []
    text = f"{value:g}" if isinstance(value, float) else str(value)
    numbers = [text] if isinstance(value, (int, float)) and len(text) > 2 else []
    return _WORD.findall(text) or numbers
