"""Files and folders that nothing reads although their names say that something should.

Only names that look like a part of a course are told about: whatever else lies in the folder may be
an author's own.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator

from coursewright.load import rules
from coursewright.load.files import Folder, SourceFile
from coursewright.load.labs import is_lab
from coursewright.load.names import (
    YAML_ENDINGS,
    has_number,
    item_name,
    kind_of,
    meant_ending,
)
from coursewright_packaging.diagnostic import Diagnostic

__all__ = ["misnamed", "strays"]

_AT_THE_TOP = ("course", "outcomes")
_FOLDERS = ("terms", "rubrics", "banks")
_FOR_AUTHORS = ("readme", "license", "licence", "contributing", "changelog", "notice", "authors")
_NEAR = 0.75
_NO_NUMBER = "has no number in front, so it is no item of the module, and nothing links to it"
_NO_LAB = "has no metadata.yml, so it is no lab, and nothing links into it"
_NO_MODULE = "lies in no module folder, so it is no item, and nothing links to it"
_MOVE = "Move it into a module folder such as `01-start`."


def misnamed(modules: Iterable[Folder]) -> Iterator[Diagnostic]:
    """Yield what is odd about the names of things that are read."""
    for module in modules:
        if not has_number(module.name) and module.settings("module") is None:
            message = f'"{module.name}" holds items, but has no number in front'
            yield rules.MODULE_HAS_NUMBER.at(module.path, message)
        for file in module.files:
            named = item_name(file.name)
            ending = meant_ending(file.name)
            if named and ending and not _is_odd_yaml(file):
                message = f'"{file.name}" is taken for a {_TAKEN_FOR.get(named.kind, named.kind)}'
                yield _near(file, message, ending)


_TAKEN_FOR = {"file": "file to download"}


def strays(tree: Folder, modules: Iterable[Folder]) -> tuple[Diagnostic, ...]:
    """Return what to say of what no item reads, unless a text links to it."""
    return (
        *_top_files(tree),
        *_top_folders(tree, frozenset(module.path for module in modules)),
        *(found for module in modules for found in _in_module(module)),
    )


def _top_files(tree: Folder) -> Iterator[Diagnostic]:
    yield from _twice(tree, _AT_THE_TOP)
    for file in tree.files:
        if _is_settings(file, _AT_THE_TOP) or _is_for_authors(file):
            continue
        if near := _near_settings(file, _AT_THE_TOP):
            yield _unknown(file, near)
        elif item_name(file.name) or kind_of(file.name) not in ("", "lesson", "notebook"):
            yield rules.FILE_IS_KNOWN.at(file.path, f'"{file.name}" {_NO_MODULE}', hint=_MOVE)


def _top_folders(tree: Folder, modules: frozenset[str]) -> Iterator[Diagnostic]:
    for folder in tree.folders:
        if folder.path in modules or folder.name in _FOLDERS:
            continue
        near = difflib.get_close_matches(folder.name.lower(), _FOLDERS, n=1, cutoff=_NEAR)
        if is_lab(folder):
            message = f'the lab "{folder.name}" lies in no module folder, so it is no item'
            yield rules.FILE_IS_KNOWN.at(folder.path, message, hint=_MOVE)
        elif near and any(file.name.endswith(YAML_ENDINGS) for file in folder.files):
            message = f'the folder "{folder.name}" is not one that the course format knows'
            hint = f'did you mean "{near[0]}"?'
            yield rules.FILE_IS_KNOWN.at(folder.path, message, hint=hint)


def _in_module(module: Folder) -> Iterator[Diagnostic]:
    yield from _twice(module, ("module",))
    for file in module.files:
        yield from _in_module_file(file)
    for folder in module.folders:
        if is_lab(folder):
            yield from _twice(folder, ("metadata",))
        elif _is_like_lab(folder):
            message = f'the folder "{folder.name}" {_NO_LAB}'
            hint = "Add a metadata.yml, or put the files into the module's folder."
            yield rules.FILE_IS_KNOWN.at(folder.path, message, hint=hint)


def _in_module_file(file: SourceFile) -> Iterator[Diagnostic]:
    if _is_settings(file, ("module",)) or _is_for_authors(file):
        return
    if _is_odd_yaml(file):
        message = f'"{file.name}" has a number, but its ending is of no item'
        yield _near(file, message, meant_ending(file.name))
    elif has_number(file.name):
        return
    elif near := _near_settings(file, ("module",)):
        yield _unknown(file, near)
    elif kind_of(file.name) or meant_ending(file.name):
        hint = f"Put a number in front, such as `07-{file.name}`, or remove the file."
        yield rules.FILE_IS_KNOWN.at(file.path, f'"{file.name}" {_NO_NUMBER}', hint=hint)


def _is_odd_yaml(file: SourceFile) -> bool:
    numbered = has_number(file.name) and not kind_of(file.name)
    return numbered and file.name.lower().endswith(YAML_ENDINGS)


def _is_like_lab(folder: Folder) -> bool:
    named = has_number(folder.name) or folder.name.lower().startswith("lab")
    return named or any(file.name.endswith(".ipynb") for file in folder.files)


def _is_settings(file: SourceFile, stems: Iterable[str]) -> bool:
    return file.stem in stems and file.name.endswith(YAML_ENDINGS)


def _is_for_authors(file: SourceFile) -> bool:
    return file.name.partition(".")[0].lower() in _FOR_AUTHORS


def _near_settings(file: SourceFile, stems: tuple[str, ...]) -> str:
    if not file.name.lower().endswith(YAML_ENDINGS) or has_number(file.name):
        return ""
    near = difflib.get_close_matches(file.stem.lower(), stems, n=1, cutoff=_NEAR)
    return f"{near[0]}.yaml" if near else ""


def _unknown(file: SourceFile, near: str) -> Diagnostic:
    message = f'"{file.name}" is no file of the course format, so nothing reads it'
    return rules.FILE_IS_KNOWN.at(file.path, message, hint=f'did you mean "{near}"?')


def _near(file: SourceFile, message: str, ending: str) -> Diagnostic:
    hint = f'did you mean the ending "{ending}"?' if ending else ""
    return rules.FILE_IS_KNOWN.at(file.path, message, hint=hint)


def _twice(folder: Folder, stems: Iterable[str]) -> Iterator[Diagnostic]:
    for stem in stems:
        both = [folder.file(f"{stem}{ending}") for ending in YAML_ENDINGS]
        if both[0] and both[1]:
            message = f'"{both[1].name}" has no effect beside "{both[0].name}"'
            hint = "Keep one of the two."
            yield rules.FILE_IS_KNOWN.at(both[1].path, message, hint=hint)
