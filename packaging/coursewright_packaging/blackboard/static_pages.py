"""The HTML pages of a Building Block: two templates, rendered with autoescape."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from markupsafe import Markup

if TYPE_CHECKING:
    from coursewright_packaging.blackboard.building_block import BuildingBlock, Page

__all__ = ["index", "render"]

_HEADING = re.compile(r"<h1[\s>]")


def index(block: BuildingBlock) -> str:
    """Return the start page, which lists all others."""
    return _template("index").render(block=block)


def render(block: BuildingBlock, page: Page, before: Page | None, after: Page | None) -> str:
    """Return a page with its way back, to the page before and to the one after."""
    return _template("page").render(
        block=block,
        page=page,
        body=Markup(page.body),
        titled=not _HEADING.search(page.body),
        before=before,
        after=after,
    )


@cache
def _template(name: str) -> Template:
    environment = Environment(
        loader=PackageLoader("coursewright_packaging.blackboard", "pages"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        keep_trailing_newline=True,
    )
    return environment.get_template(f"{name}.html.j2")
