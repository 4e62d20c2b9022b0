"""imsss:sequencing: ADL's rules on rules, objectives and maps beyond the schemas."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from coursewright_packaging.diagnostic import Diagnostic, Rule, Severity
from coursewright_packaging.scorm2004.checks.package import Package
from coursewright_packaging.scorm2004.checks.tree import Activity, activities, collection
from coursewright_packaging.xml import q

__all__ = ["RULES", "check_sequencing"]

_ERROR, _WARNING = Severity.ERROR, Severity.WARNING
_CAM = "SCORM 2004 CAM 5.1"
_RULES = ("imsss:preConditionRule", "imsss:exitConditionRule", "imsss:postConditionRule")
_NEED_PARENT = frozenset(
    "exitParent continue previous skip hiddenFromChoice stopForwardTraversal".split()
)

COMPLETE = Rule(
    "scorm-sequencing-rule-is-complete",
    _ERROR,
    "Every sequencing rule has one ruleConditions and one ruleAction.",
    "A platform applies the first of several, or refuses the manifest.",
    "Write a rule of its own for each action.",
    f"{_CAM}.3",
)
ROOT_ACTIONS = Rule(
    "scorm-root-actions-have-effect",
    _WARNING,
    "Rules of an organization use no action that needs a parent or siblings.",
    "The root has neither, so nothing happens.",
    "Move the rule to an item, or use exitAll, retryAll or disabled.",
    f"{_CAM}.3",
)
DECLARED = Rule(
    "scorm-referenced-objective-is-declared",
    _ERROR,
    "Every referencedObjective is an objective of the same activity.",
    "The condition is never known, so the rule never or always applies.",
    "Declare the objective, with a mapInfo to the global one, in the same sequencing.",
    f"{_CAM}.3",
)
OBJECTIVE_IDS = Rule(
    "scorm-objective-ids-are-unique",
    _ERROR,
    "Within an activity objectiveIDs differ, and a primary objective with mapInfo has one.",
    "A platform cannot tell the objectives apart.",
    "Give each objective of the activity its own objectiveID.",
    f"{_CAM}.7",
)
MAPS = Rule(
    "scorm-maps-do-not-collide",
    _ERROR,
    "Within an activity one map writes a global objective, and an objective reads from one.",
    "Which value wins would be left to chance.",
    "Keep one map for each value.",
    f"{_CAM}.7.3",
)
COLLECTION = Rule(
    "scorm-sequencing-ids-belong",
    _ERROR,
    "sequencing@ID stands inside the sequencingCollection, @IDRef outside, and it resolves.",
    "The shared rules are not applied.",
    "Move the sequencing, or mend the reference.",
    f"{_CAM}.1",
)
MASTERY = Rule(
    "scorm-mastery-is-stated",
    _WARNING,
    "An objective that is satisfied by measure states the measure.",
    "Without one only a perfect score passes.",
    "Add `minNormalizedMeasure`.",
    f"{_CAM}.7.2",
)
OWN_STATUS = Rule(
    "scorm-sco-sets-its-own-status",
    Severity.ADVICE,
    "An item that launches a SCO leaves completion and success to it.",
    "Otherwise a SCO that reports nothing is completed and passed by being opened.",
    'Add deliveryControls completionSetByContent="true" objectiveSetByContent="true".',
    f"{_CAM}.9",
)
AUXILIARY = Rule(
    "scorm-has-no-auxiliary-resources",
    _WARNING,
    "There are no auxiliaryResources.",
    "SCORM gives them no meaning.",
    "Remove them.",
    f"{_CAM}.5",
)
CLOCK = Rule(
    "scorm-limits-are-not-of-time",
    _WARNING,
    "limitConditions limit attempts only.",
    "Platforms need not measure time, and most do not.",
    "Keep `attemptLimit`, and let the SCO measure time.",
    f"{_CAM}.4",
)
RULES = (
    COMPLETE,
    ROOT_ACTIONS,
    DECLARED,
    OBJECTIVE_IDS,
    MAPS,
    COLLECTION,
    MASTERY,
    OWN_STATUS,
    AUXILIARY,
    CLOCK,
)


def check_sequencing(package: Package) -> Iterator[Diagnostic]:
    """Yield what is wrong with rules, objectives and limits."""
    for activity in activities(package):
        yield from _rules(package, activity)
        yield from _objectives(package, activity)
        yield from _maps(package, activity)
        yield from _own_status(package, activity)
    yield from _collection(package)
    yield from _discouraged(package)


def _rules(package: Package, activity: Activity) -> Iterator[Diagnostic]:
    for rule in activity.each(*_RULES):
        for part in ("ruleConditions", "ruleAction"):
            count = len(rule.findall(q(f"imsss:{part}")))
            if count != 1:
                message = f"a rule of `{activity.id}` has {count} {part}; it needs exactly 1"
                yield package.at(COMPLETE, message, rule)
        action = next((each.get("action", "") for each in rule.iter(q("imsss:ruleAction"))), "")
        if activity.is_root and action in _NEED_PARENT:
            yield package.at(ROOT_ACTIONS, f"the organization's rule says `{action}`", rule)
    declared = {each.get("objectiveID") for each in activity.objectives}
    for condition in activity.each("imsss:ruleCondition"):
        name = condition.get("referencedObjective")
        if name is not None and name not in declared:
            message = f"`{activity.id}` has no objective `{name}`"
            yield package.at(DECLARED, message, condition)


def _objectives(package: Package, activity: Activity) -> Iterator[Diagnostic]:
    names = [each.get("objectiveID") for each in activity.objectives]
    for name, count in Counter(names).items():
        if name is not None and count > 1:
            message = f"`{activity.id}` has {count} objectives `{name}`"
            yield package.at(OBJECTIVE_IDS, message, activity.element)
    for objective in activity.objectives:
        has_map = objective.find(q("imsss:mapInfo")) is not None
        if has_map and not objective.get("objectiveID"):
            message = f"an objective of `{activity.id}` has a mapInfo and no objectiveID"
            yield package.at(OBJECTIVE_IDS, message, objective)
        by_measure = objective.get("satisfiedByMeasure") in ("true", "1")
        if by_measure and objective.find(q("imsss:minNormalizedMeasure")) is None:
            message = f"`{activity.id}` is satisfied by measure and states none"
            yield package.at(MASTERY, message, objective)


def _maps(package: Package, activity: Activity) -> Iterator[Diagnostic]:
    writes: Counter[tuple[str, str]] = Counter()
    for objective in activity.objectives:
        reads: Counter[str] = Counter()
        for each in objective.iterchildren(q("imsss:mapInfo")):
            target = each.get("targetObjectiveID", "")
            for value in ("SatisfiedStatus", "NormalizedMeasure"):
                reads[value] += each.get(f"read{value}", "true") in ("true", "1")
                writes[target, value] += each.get(f"write{value}", "false") in ("true", "1")
        for value in (value for value, count in reads.items() if count > 1):
            name = objective.get("objectiveID")
            message = f"the objective `{name}` of `{activity.id}` reads {value} from several"
            yield package.at(MAPS, message, objective)
    for (target, value), count in writes.items():
        if count > 1:
            message = f"`{activity.id}` writes {value} of `{target}` {count} times"
            yield package.at(MAPS, message, activity.element)


def _own_status(package: Package, activity: Activity) -> Iterator[Diagnostic]:
    resource = package.resources.get(activity.element.get("identifierref", ""))
    if resource is None or package.type_of(resource) != "sco":
        return
    controls = next(activity.each("imsss:deliveryControls"), None)
    names = ("completionSetByContent", "objectiveSetByContent")
    if controls is None or any(controls.get(name) not in ("true", "1") for name in names):
        message = f"the platform completes `{activity.id}` by itself"
        yield package.at(OWN_STATUS, message, activity.element)


def _collection(package: Package) -> Iterator[Diagnostic]:
    known = collection(package)
    inside = set(known.values())
    for sequencing in package.all("imsss:sequencing"):
        if sequencing.get("ID") is not None and sequencing not in inside:
            message = f"the sequencing `{sequencing.get('ID')}` is not in the collection"
            yield package.at(COLLECTION, message, sequencing)
        reference = sequencing.get("IDRef")
        if reference is None:
            continue
        if sequencing in inside:
            yield package.at(COLLECTION, "a sequencing of the collection has an IDRef", sequencing)
        elif reference not in known:
            message = f"the IDRef `{reference}` is no sequencing of the collection"
            yield package.at(COLLECTION, message, sequencing)


def _discouraged(package: Package) -> Iterator[Diagnostic]:
    for auxiliary in package.all("imsss:auxiliaryResources"):
        yield package.at(AUXILIARY, "the sequencing names auxiliary resources", auxiliary)
    for limits in package.all("imsss:limitConditions"):
        if timed := sorted(str(name) for name in limits.attrib if name != "attemptLimit"):
            yield package.at(CLOCK, f"the limit is of time: {', '.join(timed)}", limits)
