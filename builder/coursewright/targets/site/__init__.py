"""The course as a plain web site: one page per item, readable without JavaScript."""

from __future__ import annotations

import json
from collections.abc import Iterator

from coursewright import theme
from coursewright.model import items
from coursewright.model.course import Publication
from coursewright.targets.base import Artefact, Context, Output, Target, Tree
from coursewright.targets.site.contents import Contents
from coursewright.targets.site.pages import Pages
from coursewright.targets.site.search import documents
from coursewright_packaging import vendor
from coursewright_packaging.archive import Member

__all__ = ["TARGET"]

_SCRIPTS = ("scheme", "site", "progress", "search", "transcript")


def _build(publication: Publication, context: Context) -> Output:
    contents = Contents(publication)
    members = (
        *Pages(publication, contents, context.pieces).members(),
        *_theme_files(),
        _documents(contents),
        *_assets(publication),
        *_lab_files(publication),
    )
    return Output((Artefact("site", Tree(members)),), (), None)


TARGET = Target("site", "Web site", _build)


def _theme_files() -> Iterator[Member]:
    yield Member("theme/site.css", theme.stylesheet().encode())
    for name in _SCRIPTS:
        yield Member(f"theme/{name}.js", theme.file(f"scripts/{name}.js"))
    yield Member("theme/minisearch.js", vendor.file("minisearch/dist/umd/index.js").read_bytes())
    yield Member("theme/minisearch-licence.txt", vendor.file("minisearch/LICENSE.txt").read_bytes())


def _documents(contents: Contents) -> Member:
    # A script and not JSON, because pages opened from disk may not fetch.
    found = json.dumps(documents(contents), ensure_ascii=False, separators=(",", ":"))
    return Member("theme/documents.js", f"window.courseDocuments = {found};\n".encode())


def _assets(publication: Publication) -> Iterator[Member]:
    for asset in publication.assets:
        yield Member(f"assets/{asset.path}", asset.file)


def _lab_files(publication: Publication) -> Iterator[Member]:
    for item in publication.items():
        if isinstance(item, items.Lab):
            for file in item.release:
                yield Member(f"labs/{item.id}/{file.path}", file.content)
