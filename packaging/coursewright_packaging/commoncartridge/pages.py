"""The HTML files of a cartridge: pages, syllabus, assignments."""

from __future__ import annotations

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

__all__ = ["html_page"]

_TEMPLATE = Environment(autoescape=True, undefined=StrictUndefined).from_string(
    """<html{% if language %} lang="{{ language }}"{% endif %}>
<head>
<meta http-equiv="Content-Type" content="text/html; charset=utf-8"/>
<title>{{ title }}</title>
{% for name, content in meta.items() -%}
<meta name="{{ name }}" content="{{ content }}"/>
{% endfor -%}
{% if stylesheet -%}
<link rel="stylesheet" href="{{ stylesheet }}"/>
{% endif -%}
</head>
<body>
{{ body }}
</body>
</html>
"""
)


def html_page(
    title: str, body: str, *, language: str = "", stylesheet: str = "", **meta: str
) -> bytes:
    """Return a page.

    body: compiled HTML. language: of the text, BCP 47; empty where the platform knows it.
    stylesheet: its address, or empty. meta: what a platform reads from the head.
    """
    page = _TEMPLATE.render(
        title=title, body=Markup(body), language=language, stylesheet=stylesheet, meta=meta
    )
    return page.encode()
