"""LaTeX to MathML, with the LaTeX kept for platforms that want it."""

from __future__ import annotations

import re
from functools import lru_cache

from coursewright.compile.markup import Markup, html

__all__ = ["MathFault", "mathml"]

_MAX_LENGTH = 2000
_ANNOTATED = (
    "<semantics>{formula}"
    '<annotation encoding="application/x-tex">{tex}</annotation></semantics></math>'
)
_MATH = '<math xmlns="http://www.w3.org/1998/Math/MathML" '
_BLOCK = f'{_MATH}display="block">{_ANNOTATED}'
_INLINE = f'{_MATH}display="inline" class="math-inline">{_ANNOTATED}'
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
    return html(_BLOCK if block else _INLINE, formula=Markup(inner), tex=tex)
