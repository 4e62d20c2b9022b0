"""Directives in directives: give every outer `:::` more colons than those inside it.

The container plugin closes a block at the first fence that is as long as its own. Authors write
three colons everywhere; since an opening fence has a name and a closing one has none, which belongs
to which is plain.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

__all__ = ["DEEPEST", "nested", "too_deep", "unbalanced"]

DEEPEST = 10  # directives in directives; the parser itself stops at twenty blocks

_FENCE = re.compile(r"^(\s{0,3})(:{3,})([ \t]*\S.*)?[ \t]*$")
_CODE = re.compile(r"^\s{0,3}(`{3,}|~{3,})")
_SHORTEST = 3


@dataclass(slots=True)
class _Block:
    """One directive. first, last: indexes of its fences; last is -1 when it is never closed."""

    first: int
    last: int = -1
    inside: list[_Block] = field(default_factory=list)

    @property
    def colons(self) -> int:
        return max([_SHORTEST, *(block.colons + 1 for block in self.inside)])


def nested(text: str) -> str:
    """Return the text with the fences of directives as long as their nesting asks for."""
    if ":::" not in text:
        return text
    lines = text.split("\n")
    blocks, _ = _blocks(lines)
    for block in blocks:
        _lengthen(block, lines)
    return "\n".join(lines)


def too_deep(text: str) -> int | None:
    """Return the line, counted from 0, at which directives stand too deep in others, if any."""
    depth, code = 0, ""
    for number, line in enumerate(text.split("\n") if text.count(":::") > DEEPEST else ()):
        fence = _CODE.match(line)
        if code or fence:
            code = _code_after(code, fence[1] if fence else "", line)
        elif match := _FENCE.match(line):
            depth = depth + 1 if match[3] else max(depth - 1, 0)
        if depth > DEEPEST:
            return number
    return None


def unbalanced(text: str) -> list[tuple[int, str]]:
    """Return the lines, counted from 0, of fences without a partner, and what is wrong."""
    if ":::" not in text:
        return []
    blocks, stray = _blocks(text.split("\n"))
    closings = [(line, "`:::` closes nothing") for line in stray]
    openings = [(line, "this directive is never closed") for line in _open(blocks)]
    return sorted(closings + openings)


def _blocks(lines: Sequence[str]) -> tuple[list[_Block], list[int]]:
    outermost: list[_Block] = []
    stack: list[_Block] = []
    stray: list[int] = []
    code = ""
    for number, line in enumerate(lines):
        fence = _CODE.match(line)
        if code or fence:
            code = _code_after(code, fence[1] if fence else "", line)
        elif match := _FENCE.match(line):
            if match[3]:
                block = _Block(number)
                (stack[-1].inside if stack else outermost).append(block)
                stack.append(block)
            elif stack:
                stack.pop().last = number
            else:
                stray.append(number)
    return outermost, stray


def _code_after(code: str, fence: str, line: str) -> str:
    """Return the fence of the code block that is open after the line, empty for none."""
    if not code:
        return fence
    closes = fence.startswith(code) and line.strip() == fence
    return "" if closes else code


def _lengthen(block: _Block, lines: list[str]) -> None:
    colons = ":" * block.colons
    for number in (block.first, block.last):
        if number >= 0:
            lines[number] = _FENCE.sub(rf"\g<1>{colons}\g<3>", lines[number])
    for inner in block.inside:
        _lengthen(inner, lines)


def _open(blocks: Sequence[_Block]) -> list[int]:
    own = [block.first for block in blocks if block.last < 0]
    return own + [line for block in blocks for line in _open(block.inside)]
