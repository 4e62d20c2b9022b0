"""Whether learners can come everywhere: control modes, prerequisites, circles."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from coursewright_packaging.diagnostic import Diagnostic, Rule, Severity
from coursewright_packaging.scorm2004.checks.package import Package
from coursewright_packaging.scorm2004.checks.tree import Activity, activities
from coursewright_packaging.xml import Element, q

__all__ = ["RULES", "check_gates"]

_SN = "SCORM 2004 SN"
_CLOSING = frozenset({"disabled", "hiddenFromChoice", "skip", "stopForwardTraversal"})

REACHABLE = Rule(
    "scorm-activities-can-be-reached",
    Severity.ERROR,
    "Every cluster lets learners choose its children or flow to them; none is always disabled, or "
    "hidden where it can only be chosen.",
    "Nobody ever sees the pages below.",
    'Write controlMode choice="true" flow="true".',
    f"{_SN} 3.2",
)
OPENS = Rule(
    "scorm-prerequisites-can-be-met",
    Severity.ERROR,
    "Something in the package writes each global objective that an activity waits for.",
    "The activity stays closed for ever.",
    'Add a mapInfo with writeSatisfiedStatus="true" to what must come before.',
    f"{_SN} 3.10",
)
CIRCLE = Rule(
    "scorm-prerequisites-have-no-circle",
    Severity.ERROR,
    "No activity waits, through others, for itself.",
    "All activities of the circle stay closed for ever.",
    "Drop one of the prerequisites.",
    f"{_SN} 3.4",
)
ONLY_READS = Rule(
    "scorm-prerequisite-only-reads",
    Severity.WARNING,
    "An objective that an activity waits for is not written by the same activity.",
    "The activity would open or close itself.",
    "Let the objective of the prerequisite only read, and the primary one write.",
    f"{_SN} 3.10",
)
RULES = (REACHABLE, OPENS, CIRCLE, ONLY_READS)


@dataclass(frozen=True, slots=True)
class _Gate:
    """One global objective that an activity waits for. writes: whether its map writes it too."""

    target: str
    rule: Element
    writes: bool


def check_gates(package: Package) -> Iterator[Diagnostic]:
    """Yield what keeps learners from an activity for ever."""
    every = tuple(activities(package))
    gates = {activity.id: tuple(_gates(activity)) for activity in every}
    writers = _writers(every)
    for activity in every:
        yield from _closed(package, activity)
        for gate in gates[activity.id]:
            yield from _gate(package, activity, gate, writers)
    yield from _circles(package, every, gates, writers)


def _closed(package: Package, activity: Activity) -> Iterator[Diagnostic]:
    modes = tuple(activity.each("imsss:controlMode"))
    has_children = activity.element.find(q("imscp:item")) is not None
    # A missing attribute of the activity's own mode is still decided by what it refers to.
    flow = _first(modes, "flow", "false")
    choice = _first(modes, "choice", "true")
    if has_children and not flow and not choice:
        message = f"`{activity.id}` allows neither choice nor flow"
        yield package.at(REACHABLE, message, activity.element)
    for rule in activity.each("imsss:preConditionRule"):
        conditions = {each.get("condition") for each in rule.iter(q("imsss:ruleCondition"))}
        if _action(rule) == "disabled" and conditions == {"always"}:
            yield package.at(REACHABLE, f"`{activity.id}` is always disabled", rule)
    if has_children and choice and not flow:
        for child in activity.element.iterchildren(q("imscp:item")):
            if child.get("isvisible") in ("false", "0"):
                message = f"`{child.get('identifier')}` can only be chosen, but is not shown"
                yield package.at(REACHABLE, message, child)


def _first(elements: tuple[Element, ...], name: str, default: str) -> bool:
    value = next((each.get(name, "") for each in elements if each.get(name)), default)
    return value in ("true", "1")


def _action(rule: Element) -> str:
    return next((each.get("action", "") for each in rule.iter(q("imsss:ruleAction"))), "")


def _gates(activity: Activity) -> Iterator[_Gate]:
    objectives = {each.get("objectiveID"): each for each in activity.objectives}
    for rule in activity.each("imsss:preConditionRule"):
        if _action(rule) not in _CLOSING:
            continue
        for condition in rule.iter(q("imsss:ruleCondition")):
            objective = objectives.get(condition.get("referencedObjective"))
            negated = condition.get("operator") == "not"
            if objective is None or not negated or condition.get("condition") != "satisfied":
                continue
            for each in objective.iterchildren(q("imsss:mapInfo")):
                if each.get("readSatisfiedStatus", "true") in ("true", "1"):
                    target = each.get("targetObjectiveID", "")
                    yield _Gate(target, rule, _writes_success(each))


def _writes_success(info: Element) -> bool:
    # A written measure satisfies readers that are satisfied by measure, too.
    names = ("writeSatisfiedStatus", "writeNormalizedMeasure")
    return any(info.get(name, "false") in ("true", "1") for name in names)


def _writers(every: tuple[Activity, ...]) -> dict[str, list[str]]:
    writers: dict[str, list[str]] = {}
    for activity in every:
        for objective in activity.objectives:
            for each in objective.iterchildren(q("imsss:mapInfo")):
                if _writes_success(each):
                    writers.setdefault(each.get("targetObjectiveID", ""), []).append(activity.id)
    return writers


def _gate(
    package: Package, activity: Activity, gate: _Gate, writers: Mapping[str, list[str]]
) -> Iterator[Diagnostic]:
    if gate.writes:
        message = f"`{activity.id}` waits for `{gate.target}` and writes it through the same map"
        yield package.at(ONLY_READS, message, gate.rule)
    if gate.target not in writers and not _shared_by_courses(activity):
        message = f"`{activity.id}` waits for `{gate.target}`, which nothing writes"
        yield package.at(OPENS, message, gate.rule)


def _shared_by_courses(activity: Activity) -> bool:
    """Return whether another course may write the global objectives (the default)."""
    for element in (activity.element, *activity.element.iterancestors()):
        if element.tag == q("imscp:organization"):
            return element.get(q("adlseq:objectivesGlobalToSystem"), "true") in ("true", "1")
    return True


def _circles(
    package: Package,
    every: tuple[Activity, ...],
    gates: Mapping[str, tuple[_Gate, ...]],
    writers: Mapping[str, list[str]],
) -> Iterator[Diagnostic]:
    waits = _waits(every, gates, writers)
    elements = {activity.id: activity.element for activity in every}
    done: set[str] = set()
    for start in waits:
        if start not in done and (circle := _circle(start, waits, done)):
            chain = " waits for ".join(f"`{each}`" for each in circle)
            yield package.at(CIRCLE, chain, elements[circle[0]])


def _waits(
    every: tuple[Activity, ...],
    gates: Mapping[str, tuple[_Gate, ...]],
    writers: Mapping[str, list[str]],
) -> dict[str, list[str]]:
    """Return what each activity needs before it can be satisfied.

    It needs the only writer of what it, or a cluster around it, waits for; a cluster that wants
    all its children needs those.
    """
    waits: dict[str, list[str]] = {}
    for activity in every:
        around = [each.get("identifier", "") for each in activity.element.iterancestors()]
        needed = [
            writers[gate.target][0]
            for each in (activity.id, *around)
            for gate in gates.get(each, ())
            if len(writers.get(gate.target, ())) == 1
        ]
        waits[activity.id] = needed + _needed_children(activity)
    return waits


def _needed_children(activity: Activity) -> list[str]:
    for rule in activity.each("imsss:rollupRule"):
        action = next((each.get("action") for each in rule.iter(q("imsss:rollupAction"))), "")
        if action == "satisfied" and rule.get("childActivitySet", "all") != "all":
            return []
    return [
        child.get("identifier", "")
        for child in activity.element.iterchildren(q("imscp:item"))
        if not _is_left_out(child)
    ]


def _is_left_out(item: Element) -> bool:
    sequencing = item.find(q("imsss:sequencing"))
    rollup = sequencing.find(q("imsss:rollupRules")) if sequencing is not None else None
    return rollup is not None and rollup.get("rollupObjectiveSatisfied") in ("false", "0")


def _circle(start: str, waits: Mapping[str, list[str]], done: set[str]) -> list[str]:
    """Return a circle that can be entered from `start`, its first activity again at the end.

    done: activities that lead into no circle that is not told yet; what is visited is added, so
    that all searches together pass each dependency once.
    """
    path = {start: iter(waits.get(start, ()))}
    while path:
        last = next(reversed(path))
        following = next((each for each in path[last] if each not in done), "")
        if not following:
            del path[last]
            done.add(last)
        elif following in path:
            done.update(path)
            circle = list(path)
            return [*circle[circle.index(following) :], following]
        else:
            path[following] = iter(waits.get(following, ()))
    return []
