"""Parse the YAML of every file before the course is put together: in parallel, from the cache."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from coursewright.engine.steps import MapStep
from coursewright.load.document import Document
from coursewright.load.files import Folder, SourceFile, read_text
from coursewright.load.names import YAML_ENDINGS, has_number, kind_of
from coursewright.load.shape import check_shape

__all__ = ["FENCE", "Sheet", "parse_sheet", "schema_of", "with_documents"]

FENCE = re.compile(r"---[ \t]*\n(.*?)^---[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_AT_THE_TOP = {"course": "course", "outcomes": "outcomes"}
_IN_MODULES = {"module": "module", "metadata": "lab"}
_IN_FOLDERS = {"terms": "term", "rubrics": "rubric", "banks": "bank"}


@dataclass(frozen=True, slots=True)
class Sheet:
    """The YAML of one file. schema: what it is held against. first_line: where it begins."""

    path: str
    schema: str
    text: str
    first_line: int = 1


def parse_sheet(sheet: Sheet) -> Document:
    """Return the document; what is wrong in YAML or shape is in its diagnostics."""
    # Imported here, since a build whose settings did not change parses none.
    from coursewright.load.yaml_reader import read_yaml

    document = read_yaml(sheet.text, sheet.path, sheet.first_line)
    if document.diagnostics:
        return document
    if document.data is None:
        document = Document(sheet.path, {}, {}, {})
    return replace(document, diagnostics=check_shape(document, sheet.schema))


def with_documents(tree: Folder, map_step: MapStep) -> Folder:
    """Return the tree with the parsed YAML at each file that has some."""
    sheets = [sheet for file in tree.walk() for sheet in _sheets(file)]
    parsed = zip(sheets, map_step(parse_sheet, sheets), strict=True)
    return _filled(tree, {sheet.path: (sheet.schema, document) for sheet, document in parsed})


def _filled(tree: Folder, parsed: dict[str, tuple[str, Document]]) -> Folder:
    return replace(
        tree,
        files=tuple(replace(file, parsed=parsed.get(file.path)) for file in tree.files),
        folders=tuple(_filled(folder, parsed) for folder in tree.folders),
    )


def _sheets(file: SourceFile) -> Iterator[Sheet]:
    schema = schema_of(file.path)
    # What cannot be read is reported when the file's turn comes.
    text = read_text(file, []) if schema else None
    if text is None:
        return
    if not file.name.endswith(".md"):
        yield Sheet(file.path, schema, text)
    elif match := FENCE.match(text):
        yield Sheet(file.path, schema, match[1], first_line=2)


def schema_of(path: str) -> str:
    """Return the schema of the file's settings by its place and name, empty when it has none."""
    *folders, name = path.split("/")
    stem, _, ending = name.rpartition(".")
    yaml = f".{ending}" in YAML_ENDINGS
    if not folders:
        return _AT_THE_TOP.get(stem, "") if yaml else ""
    if folders[0] in _IN_FOLDERS:
        return _IN_FOLDERS[folders[0]] if yaml else ""
    if yaml and stem in _IN_MODULES:
        return _IN_MODULES[stem]
    kind = kind_of(name) if has_number(name) else ""
    return kind if yaml or ending == "md" else ""
