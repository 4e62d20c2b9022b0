"""A Publication as a Building Block: every item as a static page, never a question or a key."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from html import escape

from markupsafe import Markup

from coursewright import theme
from coursewright.model import items
from coursewright.model.course import Module, Publication
from coursewright.targets.about import about_course
from coursewright.targets.bodies import Bodies
from coursewright.targets.references import resolve
from coursewright.theme import direction, strings
from coursewright_packaging.archive import Member
from coursewright_packaging.blackboard.building_block import (
    BuildingBlock,
    Page,
    Section,
    Words,
    is_code,
)
from coursewright_packaging.vocabulary.text import Rich

__all__ = ["building_block", "left_out"]

_LONGEST_HANDLE = 32
_ABOUT = "_about"  # no id of an item begins so
_VERSION = re.compile(r"\d+(?:\.\d+){0,3}")
_DEFAULTS = {
    "vendor_id": "cw",
    "vendor_name": "Coursewright",
    "vendor_url": "https://example.org/",
}


def building_block(
    publication: Publication, options: Mapping[str, object], stylesheet: str
) -> BuildingBlock:
    """Return the Building Block. options: `vendor_id`, `vendor_name` and `vendor_url`."""
    info = publication.info
    vendor = {name: str(options.get(name, default)) for name, default in _DEFAULTS.items()}
    found = _VERSION.search(info.version)
    words = strings(info.language)
    return BuildingBlock(
        **vendor,
        handle=_handle(info.id),
        title=info.title,
        version=found[0] if found else "1.0",
        sections=_sections(publication),
        description=info.description,
        language=info.language,
        direction=direction(info.language),
        words=Words(words["contents"], words["way"], words["previous"], words["next"]),
        stylesheet=stylesheet + theme.file("styles/block.css").decode(),
        files=tuple(_files(publication)),
    )


def left_out(publication: Publication) -> tuple[str, ...]:
    """Return the files that a servlet container would run, sorted; the archive is without them."""
    names = (asset.path for asset in publication.assets)
    labs = (f"{lab.id}/{file.path}" for lab in _labs(publication) for file in lab.release)
    return tuple(sorted(name for name in (*names, *labs) if is_code(name)))


def _handle(course: str) -> str:
    """Return the course's id, shortened by a hash of it when it is too long."""
    if len(course) <= _LONGEST_HANDLE:
        return course
    return f"{course[:23]}-{hashlib.sha256(course.encode()).hexdigest()[:8]}"


def _sections(publication: Publication) -> tuple[Section, ...]:
    words = strings(publication.info.language)
    bodies = Bodies(lambda html: resolve(html, _address), _asset, publication)
    modules = (
        Section(title, tuple(_page(item, bodies, words) for item in below), level)
        for module in publication.modules
        for title, below, level in _headed(module)
    )
    return (*_about(publication, words), *modules)


def _about(publication: Publication, words: Mapping[str, str]) -> Iterator[Section]:
    text = about_course(publication)
    if text:
        yield Section(words["start"], (Page(_ABOUT, words["home"], text),))


def _headed(module: Module[Rich]) -> Iterator[tuple[str, list[items.Item[Rich]], int]]:
    """Yield title, items and level of each part of a module; a sub-heading starts a new one."""
    title, below, level = module.title, list[items.Item[Rich]](), 2
    for item in module.items:
        if isinstance(item, items.Heading):
            yield title, below, level
            title, below, level = item.title, [], 3
        else:
            below.append(item)
    yield title, below, level


def _page(item: items.Item[Rich], bodies: Bodies, words: Mapping[str, str]) -> Page:
    body = bodies.body(item) + "".join(_links(item, words))
    return Page(item.id, item.title, body)


def _links(item: items.Item[Rich], words: Mapping[str, str]) -> Iterator[str]:
    if isinstance(item, items.Link | items.Tool):
        link = Markup('<p><a href="{}" rel="noopener">{}</a></p>')
        yield str(link.format(item.url, words["open"]))
    elif files := [each for each in _downloads(item) if not is_code(each[0])]:
        entry = Markup('<li><a href="{}" download="">{}</a></li>')
        entries = Markup("").join(entry.format(address, name) for address, name in files)
        yield str(Markup("<h2>{}</h2><ul>{}</ul>").format(words["files"], entries))


def _downloads(item: items.Item[Rich]) -> Iterator[tuple[str, str]]:
    if isinstance(item, items.File):
        yield _asset(item.file), item.file.rpartition("/")[2]
    elif isinstance(item, items.NotebookPage):
        yield _asset(item.notebook), item.notebook.rpartition("/")[2]
    elif isinstance(item, items.Lab):
        for file in item.release:
            yield f"../labs/{item.id}/{file.path}", file.path


def _address(kind: str, key: str, fragment: str) -> str:
    return f"{escape(key)}.html{fragment}" if kind == "item" else f"{_asset(key)}{fragment}"


def _asset(path: str) -> str:
    return f"../assets/{path}"


def _files(publication: Publication) -> Iterator[Member]:
    for asset in publication.assets:
        if not is_code(asset.path):
            yield Member(f"assets/{asset.path}", asset.file)
    for lab in _labs(publication):
        for file in lab.release:
            if not is_code(file.path):
                yield Member(f"labs/{lab.id}/{file.path}", file.content)


def _labs(publication: Publication) -> Iterator[items.Lab[Rich]]:
    return (item for item in publication.items() if isinstance(item, items.Lab))
