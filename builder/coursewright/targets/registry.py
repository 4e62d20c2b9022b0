"""Find targets by name: the entry points of group `coursewright.targets`."""

from __future__ import annotations

import difflib
from functools import cache
from importlib.metadata import EntryPoint, entry_points
from typing import TYPE_CHECKING

from coursewright.errors import EnvironmentFault, UsageFault

if TYPE_CHECKING:
    from coursewright.targets.base import Target

__all__ = ["choose", "groups", "load_target", "names"]

_GROUP = "coursewright.targets"
# Each group is one worker's job, the longest first, so that two workers end at about the same time.
# Coursera embeds the SCORM package, so one worker makes both.
_OURS = (
    ("blackboard",),
    ("scorm2004", "coursera"),
    ("canvas",),
    ("cartridge",),
    ("site",),
    ("private",),
)


def names() -> tuple[str, ...]:
    """Return the names of all targets, ours first in the order of building."""
    found = _found()
    ours = [name for group in _OURS for name in group if name in found]
    return (*ours, *sorted(set(found) - set(ours)))


def choose(asked: tuple[str, ...]) -> tuple[str, ...]:
    """Return the targets that `asked` means; nothing or `all` means every one.

    Raises UsageFault for an unknown name, listing the known ones.
    """
    known = names()
    if not asked or "all" in asked:
        return known
    for name in asked:
        if name not in known:
            near = difflib.get_close_matches(name, [*known, "all"], n=1, cutoff=0.5)
            hint = f"; did you mean `{near[0]}`?" if near else "."
            raise UsageFault(
                f"`{name}` is not a target{hint} Known are: all, {', '.join(sorted(known))}."
            )
    return tuple(name for name in known if name in asked)


def groups(targets: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    """Return the targets in groups, each the job of one worker."""
    ours = [tuple(name for name in group if name in targets) for group in _OURS]
    others = [(name,) for name in targets if not any(name in group for group in _OURS)]
    return tuple(group for group in (*ours, *others) if group)


def load_target(name: str) -> Target:
    """Return the target. Raises EnvironmentFault when its plug-in does not load."""
    from coursewright.targets.base import Target

    try:
        target = _found()[name].load()
    except (ImportError, AttributeError) as error:
        raise EnvironmentFault(f"the target `{name}` does not load: {error}") from error
    if not isinstance(target, Target):
        raise EnvironmentFault(f"the entry point `{name}` of group `{_GROUP}` is not a Target")
    return target


@cache
def _found() -> dict[str, EntryPoint]:
    found: dict[str, EntryPoint] = {}
    for entry in entry_points(group=_GROUP):
        if entry.name in found and found[entry.name].value != entry.value:
            raise EnvironmentFault(
                f"two targets are called `{entry.name}`: {found[entry.name].value}, {entry.value}"
            )
        found[entry.name] = entry
    return found
