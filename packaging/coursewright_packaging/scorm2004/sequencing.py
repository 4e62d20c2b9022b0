"""The `imsss:sequencing` of organizations, clusters and SCOs (SCORM 2004 SN; CAM 5.1)."""

from __future__ import annotations

from coursewright_packaging.scorm2004.course import Cluster, Sco, ScormCourse
from coursewright_packaging.scorm2004.roles import Role
from coursewright_packaging.xml import Element, child

__all__ = [
    "cluster_sequencing",
    "measure",
    "organization_sequencing",
    "sco_sequencing",
    "whole_sequencing",
]

_PRIMARY = "primary"


def organization_sequencing(parent: Element, course: ScormCourse) -> None:
    """Append the sequencing of the whole course: free choice and flow, all children count."""
    sequencing = child(parent, "imsss:sequencing")
    _control_mode(sequencing)
    _rollup(sequencing, None, every=True)
    if course.mastery is not None:
        _primary(child(sequencing, "imsss:objectives"), course.mastery, "")


def cluster_sequencing(parent: Element, cluster: Cluster, role: Role, course: str) -> None:
    """Append the sequencing of a cluster. course: id that global objectives are named after."""
    sequencing = child(parent, "imsss:sequencing")
    _control_mode(sequencing)
    _gate(sequencing, cluster.prerequisites)
    _rollup(sequencing, role, every=cluster.every)
    _objectives(sequencing, cluster, role, course, None)


def sco_sequencing(parent: Element, sco: Sco, role: Role, course: str) -> None:
    """Append the sequencing of a SCO."""
    sequencing = child(parent, "imsss:sequencing")
    _gate(sequencing, sco.prerequisites)
    _rollup_attributes(child(sequencing, "imsss:rollupRules"), role)
    _objectives(sequencing, sco, role, course, sco.mastery)
    _set_by_content(sequencing)


def whole_sequencing(parent: Element, mastery: float | None) -> None:
    """Append the sequencing of the one SCO that is a whole course. mastery: as of the course."""
    sequencing = child(parent, "imsss:sequencing")
    if mastery is not None:
        _primary(child(sequencing, "imsss:objectives"), mastery, "")
    _set_by_content(sequencing)


def _set_by_content(sequencing: Element) -> None:
    # Without these the platform completes and passes a SCO that reports nothing (SN 3.13.2).
    child(
        sequencing,
        "imsss:deliveryControls",
        completionSetByContent="true",
        objectiveSetByContent="true",
    )


def measure(value: float) -> str:
    """Return a measure as a decimal number with at most 4 digits after the point."""
    return f"{value:.4f}".rstrip("0").rstrip(".")


def _control_mode(sequencing: Element) -> None:
    child(sequencing, "imsss:controlMode", choice="true", flow="true")


def _gate(sequencing: Element, prerequisites: tuple[str, ...]) -> None:
    """Disable the activity until each prerequisite is known to be satisfied."""
    if not prerequisites:
        return
    rule = child(child(sequencing, "imsss:sequencingRules"), "imsss:preConditionRule")
    conditions = child(rule, "imsss:ruleConditions", conditionCombination="any")
    for each in prerequisites:
        # An unknown status is not "not satisfied" (SN 3.4.2), so both conditions are needed.
        for condition in ("satisfied", "objectiveStatusKnown"):
            child(
                conditions,
                "imsss:ruleCondition",
                referencedObjective=_awaiting(each),
                operator="not",
                condition=condition,
            )
    child(rule, "imsss:ruleAction", action="disabled")


def _rollup(sequencing: Element, role: Role | None, *, every: bool) -> None:
    rules = child(sequencing, "imsss:rollupRules")
    if role:
        _rollup_attributes(rules, role)
    for condition in ("satisfied", "completed"):
        which = "all" if every else "any"
        rule = child(rules, "imsss:rollupRule", childActivitySet=which)
        conditions = child(rule, "imsss:rollupConditions", conditionCombination="all")
        child(conditions, "imsss:rollupCondition", condition=condition)
        child(rule, "imsss:rollupAction", action=condition)


def _rollup_attributes(rules: Element, role: Role) -> None:
    contributes = "true" if role.contributes else "false"
    rules.set("rollupObjectiveSatisfied", contributes)
    rules.set("rollupProgressCompletion", contributes)
    rules.set("objectiveMeasureWeight", measure(role.weight))


def _objectives(
    sequencing: Element, activity: Cluster | Sco, role: Role, course: str, mastery: float | None
) -> None:
    if mastery is None and not role.awaited and not activity.prerequisites:
        return
    objectives = child(sequencing, "imsss:objectives")
    _primary(objectives, mastery, _global(course, activity.id) if role.awaited else "")
    for each in activity.prerequisites:
        objective = child(objectives, "imsss:objective", objectiveID=_awaiting(each))
        child(
            objective,
            "imsss:mapInfo",
            targetObjectiveID=_global(course, each),
            readSatisfiedStatus="true",
            readNormalizedMeasure="false",
        )


def _primary(objectives: Element, mastery: float | None, target: str) -> None:
    primary = child(objectives, "imsss:primaryObjective", objectiveID=_PRIMARY)
    if mastery is not None:
        primary.set("satisfiedByMeasure", "true")
        child(primary, "imsss:minNormalizedMeasure", measure(mastery))
    # Moodle 5.1 cannot import a manifest with mapInfo, so it stands only where somebody waits.
    if target:
        child(
            primary,
            "imsss:mapInfo",
            targetObjectiveID=target,
            readSatisfiedStatus="true",
            readNormalizedMeasure="true",
            writeSatisfiedStatus="true",
            writeNormalizedMeasure="true",
        )


def _awaiting(activity: str) -> str:
    return f"prerequisite-{activity}"


def _global(course: str, activity: str) -> str:
    return f"urn:x-course:{course}:{activity}"
