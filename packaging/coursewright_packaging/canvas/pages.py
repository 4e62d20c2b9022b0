"""The HTML files of a package: pages, syllabus, assignments."""

from __future__ import annotations

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

__all__ = ["html_page"]

_TEMPLATE = Environment(autoescape=True, undefined=StrictUndefined).from_string(
    """<html>
<head>
<meta http-equiv="Content-Type" content="text/html; charset=utf-8"/>
<title>{{ title }}</title>
{% for name, content in meta.items() -%}
<meta name="{{ name }}" content="{{ content }}"/>
{% endfor -%}
</head>
<body>
{{ body }}
</body>
</html>
"""
)


def html_page(title: str, body: str, **meta: str) -> bytes:
    """Return a page; `body` is compiled HTML, `meta` what Canvas reads from the head."""
    page = _TEMPLATE.render(title=title, body=Markup(body), meta=meta)
    return page.encode()
