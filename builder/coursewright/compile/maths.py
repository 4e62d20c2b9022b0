"""LaTeX to MathML, with the LaTeX kept for platforms that want it."""

from __future__ import annotations

import re
from functools import lru_cache
from html import escape

__all__ = ["MathFault", "mathml"]

_MAX_LENGTH = 2000
_OPENING = re.compile(r"<math\b[^>]*>")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


class MathFault(ValueError):
    """The formula cannot be compiled; the text says why."""


@lru_cache(maxsize=4096)
def mathml(tex: str, *, block: bool) -> str:
    """Return the formula as a `math` element with its LaTeX as annotation. Raises MathFault."""
    if len(tex) > _MAX_LENGTH or _CONTROL.search(tex):
        raise MathFault("it is too long or has control characters")
    from latex2mathml.converter import convert

    try:
        converted = convert(tex)
    except Exception as error:  # the library lets IndexError and the like escape
        raise MathFault(type(error).__name__) from error
    inner = _OPENING.sub("", converted, count=1).removesuffix("</math>")
    if "\\" in re.sub(r"<[^>]*>", "", inner):
        raise MathFault("a command in it is unknown")
    kind = 'display="block"' if block else 'display="inline" class="math-inline"'
    return (
        f'<math xmlns="http://www.w3.org/1998/Math/MathML" {kind}><semantics>{inner}'
        f'<annotation encoding="application/x-tex">{escape(tex, quote=False)}</annotation>'
        "</semantics></math>"
    )
