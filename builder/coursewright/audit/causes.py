"""Findings grouped by cause: the same rule at elements that look alike is one thing to mend."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from coursewright.audit.model import Cause, Finding, Outcome, Page, Seen

__all__ = ["Locate", "causes"]

Locate = Callable[[Page, Finding], str]
"""Returns `file:line` of what the author wrote, empty when the page cannot tell."""

_VALUES = re.compile(r'(\s[\w:-]+)="[^"]*"')
_NUMBER = re.compile(r":nth-of-type\(\d+\)")
_QUOTED = re.compile(r"“[^”]*”|\d+(?:\.\d+)?")


@dataclass(slots=True)
class _Group:
    first: Finding
    views: dict[str, None] = field(default_factory=dict)
    pages: dict[tuple[str, str], None] = field(default_factory=dict)
    picture: bytes = b""


def causes(
    pages: Sequence[Page],
    seen: Sequence[Seen],
    between: Iterable[tuple[int, Finding]],
    locate: Locate,
) -> tuple[Cause, ...]:
    """Return what is wrong, violations first, the most frequent first.

    between: findings about several pages, with the place of the page that each is told of.
    """
    groups: dict[tuple[str, Outcome, str, str], _Group] = {}
    for page, finding in (*_each(pages, seen), *((pages[n], f) for n, f in between)):
        group = groups.setdefault(_key(finding), _Group(finding))
        group.views.update(dict.fromkeys(finding.views))
        group.pages[(page.name, locate(page, finding))] = None
        group.picture = group.picture or finding.picture
    return tuple(sorted(map(_cause, groups.values()), key=_weight))


def _each(pages: Sequence[Page], seen: Sequence[Seen]) -> Iterator[tuple[Page, Finding]]:
    for page, each in zip(pages, seen, strict=True):
        for finding in each.findings:
            yield page, finding


def _key(finding: Finding) -> tuple[str, Outcome, str, str]:
    """Return what alike findings share: rule, shape of the element and where it stands."""
    shape = _VALUES.sub(r"\1", finding.html.partition(">")[0])
    place = _NUMBER.sub("", finding.selector.rpartition(" » ")[2])
    place = re.sub(r"#[^\s>]+", "#", place)
    return finding.rule, finding.outcome, _QUOTED.sub("…", finding.message), f"{shape}\n{place}"


def _cause(group: _Group) -> Cause:
    first = group.first
    return Cause(
        rule=first.rule,
        outcome=first.outcome,
        message=first.message,
        selector=first.selector,
        html=first.html,
        views=tuple(group.views),
        pages=tuple(sorted(group.pages)),
        picture=group.picture,
    )


def _weight(cause: Cause) -> tuple[bool, int, str, str, str]:
    review = cause.outcome is Outcome.REVIEW
    return review, -len(cause.pages), cause.rule, cause.selector, cause.message
