"""Templates: compiled once per process, every value escaped unless it is compiled HTML."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from jinja2 import BytecodeCache, Environment, FileSystemLoader, StrictUndefined, Template
from jinja2.bccache import Bucket
from markupsafe import Markup

from coursewright.engine.atomic import write_atomically
from coursewright.reports.model import Report
from coursewright.targets.base import UploadGuide
from coursewright.targets.by_hand import ByHand
from coursewright.theme import paper_stylesheet

__all__ = ["render_guide", "render_report", "template"]


_TEMPLATES = Path(__file__).resolve().parent / "templates"


class _CompiledBeside(BytecodeCache):
    """Keeps compiled templates as Python keeps compiled modules: in `__pycache__`, if it may."""

    def load_bytecode(self, bucket: Bucket) -> None:
        try:
            with self._path(bucket).open("rb") as file:
                bucket.load_bytecode(file)  # which refuses what another source was compiled to
        except OSError:
            pass

    def dump_bytecode(self, bucket: Bucket) -> None:
        if sys.dont_write_bytecode:
            return
        path = self._path(bucket)
        try:
            path.parent.mkdir(exist_ok=True)
            write_atomically(path, bucket.bytecode_to_string())
        except OSError:
            pass

    def _path(self, bucket: Bucket) -> Path:
        return _TEMPLATES / "__pycache__" / f"{bucket.key}.{sys.implementation.cache_tag}.bin"


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(_TEMPLATES),
        bytecode_cache=_CompiledBeside(),
        autoescape=True,
        undefined=StrictUndefined,
        auto_reload=False,
    )


def template(name: str) -> Template:
    """Return the template `name`."""
    return _environment().get_template(f"{name}.html.j2")


def render_guide(target: str, guide: UploadGuide, left: Sequence[ByHand] = ()) -> str:
    """Return the page "upload this" of a target, which stands alone beside its files.

    left: what is to be set by hand afterwards.
    """
    style = Markup(paper_stylesheet())
    return template("guide").render(target=target, guide=guide, left=left, stylesheet=style)


def render_report(report: Report) -> str:
    """Return `reports/index.html`."""
    style = Markup(paper_stylesheet())
    return template("report").render(report=report, stylesheet=style)
