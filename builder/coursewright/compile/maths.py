"""LaTeX to MathML, with the LaTeX kept for platforms that want it."""

from __future__ import annotations

import re
from functools import lru_cache

from coursewright.markup import Markup, html
from coursewright_packaging.xml import local, parse

__all__ = ["MathFault", "mathml"]

_MAX_LENGTH = 2000
# MathML Core, as far as LaTeX needs it.
_ELEMENTS = frozenset(
    "math menclose mfenced mfrac mi mmultiscripts mn mo mover mpadded mphantom mprescripts mroot "
    "mrow ms mspace msqrt mstyle msub msubsup msup mtable mtd mtext mtr munder munderover "
    "none".split()
)
_ATTRIBUTES = frozenset(
    "accent accentunder class close columnalign columnlines columnspacing depth display "
    "displaystyle fence form height linebreak linethickness lspace mathbackground mathcolor "
    "mathsize mathvariant maxsize minsize movablelimits notation open rowlines rowspacing rspace "
    "scriptlevel separator separators stretchy symmetric voffset width".split()
)
_ARGUMENTS = {
    "mfrac": 2,
    "mover": 2,
    "mroot": 2,
    "msub": 2,
    "msubsup": 3,
    "msup": 2,
    "munder": 2,
    "munderover": 3,
}
_ANNOTATED = (
    "<semantics>{formula}"
    '<annotation encoding="application/x-tex">{tex}</annotation></semantics></math>'
)
_MATH = '<math xmlns="http://www.w3.org/1998/Math/MathML" '
_BLOCK = f'{_MATH}display="block">{_ANNOTATED}'
_INLINE = f'{_MATH}display="inline" class="math-inline">{_ANNOTATED}'
_OPENING = re.compile(r"<math\b[^>]*>")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")

_UNFINISHED = "something in it is missing, or a brace is one too many"
# By the name of the library's exception.
_IN_WORDS = {
    "DenominatorNotFoundError": "a fraction in it has no denominator",
    "DoubleSubscriptsError": "two subscripts stand at one letter; put braces around the first",
    "DoubleSuperscriptsError": "two superscripts stand at one letter; put braces around the first",
    "ExtraLeftOrMissingRightError": "every \\left in it needs a \\right",
    "InvalidAlignmentError": "the alignment of a table in it is not l, c or r",
    "InvalidWidthError": "a width in it is no length",
    "LimitsMustFollowMathOperatorError": "\\limits must follow an operator such as \\sum",
    "MissingEndError": "every \\begin in it needs its \\end",
    "MissingSuperScriptOrSubscriptError": "nothing follows a `_` or `^` in it",
    "NumeratorNotFoundError": "a fraction in it has no numerator",
}


class MathFault(ValueError):
    """The formula cannot be compiled; the text says why."""


@lru_cache(maxsize=4096)
def mathml(tex: str, *, block: bool) -> str:
    """Return the formula as a `math` element with its LaTeX as annotation. Raises MathFault."""
    if len(tex) > _MAX_LENGTH or _CONTROL.search(tex):
        raise MathFault("it is too long or has control characters")
    from latex2mathml.converter import convert

    try:
        converted = convert(tex, display="block" if block else "inline")
    except Exception as error:  # the library lets IndexError and the like escape
        raise MathFault(_IN_WORDS.get(type(error).__name__, _UNFINISHED)) from error
    _check(converted)
    inner = _OPENING.sub("", converted, count=1).removesuffix("</math>")
    if "\\" in re.sub(r"<[^>]*>", "", inner):
        raise MathFault("a command in it is unknown")
    return html(_BLOCK if block else _INLINE, formula=Markup(inner), tex=tex)


def _check(converted: str) -> None:
    """Raise MathFault unless the result is MathML whose every element has the parts it needs.

    The library neither escapes what stands in `\\text` nor misses an argument that is missing.
    """
    from lxml import etree

    try:
        root = parse(converted.encode())
    except etree.XMLSyntaxError as error:
        raise MathFault("write \\lt for < and \\& for & in it") from error
    for element in root.iter():
        name = local(element)
        if name not in _ELEMENTS or set(element.attrib) - _ATTRIBUTES:
            raise MathFault(f"`{name}` is no MathML")
        if len(element) != _ARGUMENTS.get(name, len(element)):
            raise MathFault("a command in it has too few arguments")
