"""HTML from templates that escape what is put into them."""

from __future__ import annotations

from markupsafe import Markup

__all__ = ["Markup", "html"]


def html(template: str, *values: object, **named: object) -> str:
    """Return `template` with the values in its `{}`, escaped unless they are `Markup`.

    The result is a plain string: `Markup` would escape what it is joined with.
    """
    return str(Markup(template).format(*values, **named))
