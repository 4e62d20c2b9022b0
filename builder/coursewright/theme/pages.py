"""Templates: compiled once per process, every value escaped unless it is compiled HTML."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup

from coursewright.reports.model import Report
from coursewright.targets.base import UploadGuide
from coursewright.theme import paper_stylesheet

__all__ = ["render_guide", "render_report", "template"]


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(Path(__file__).resolve().parent / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        auto_reload=False,
    )


def template(name: str) -> Template:
    """Return the template `name`."""
    return _environment().get_template(f"{name}.html.j2")


def render_guide(target: str, guide: UploadGuide) -> str:
    """Return the page "upload this" of a target, which stands alone beside its files."""
    style = Markup(paper_stylesheet())
    return template("guide").render(target=target, guide=guide, stylesheet=style)


def render_report(report: Report) -> str:
    """Return `reports/index.html`."""
    style = Markup(paper_stylesheet())
    return template("report").render(report=report, stylesheet=style)
