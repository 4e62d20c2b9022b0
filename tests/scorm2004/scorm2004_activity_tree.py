"""A manifest's organization as the settings from which scorm-again builds its activity tree."""

from __future__ import annotations

from typing import Any

from lxml import etree

from coursewright_packaging.xml import NS, Element, q

__all__ = ["activity_tree", "launch_pages"]

Settings = dict[str, Any]


def launch_pages(manifest: bytes) -> dict[str, str]:
    """Return the page of each item that launches one."""
    root = etree.fromstring(manifest)
    pages = {each.get("identifier"): each.get("href") for each in root.iter(q("imscp:resource"))}
    found = {}
    for item in root.iter(q("imscp:item")):
        href = pages.get(item.get("identifierref"))
        if href:
            found[item.get("identifier", "")] = href + item.get("parameters", "")
    return found


def activity_tree(manifest: bytes) -> Settings:
    """Return the settings of the first organization."""
    root = etree.fromstring(manifest)
    return _activity(next(root.iter(q("imscp:organization"))))


def _activity(element: Element) -> Settings:
    sequencing = element.find(q("imsss:sequencing"))
    found: Settings = {
        "id": element.get("identifier"),
        "title": element.findtext(q("imscp:title")),
        "isVisible": element.get("isvisible", "true") == "true",
        "children": [_activity(each) for each in element.iterchildren(q("imscp:item"))],
    }
    threshold = element.find(q("adlcp:completionThreshold"))
    if threshold is not None:
        found["completionThreshold"] = _values(threshold)
    return found if sequencing is None else found | _sequencing(sequencing)


def _sequencing(sequencing: Element) -> Settings:
    rollup = sequencing.find(q("imsss:rollupRules"))
    mode = sequencing.find(q("imsss:controlMode"))
    delivery = sequencing.find(q("imsss:deliveryControls"))
    controls = {} if mode is None else _values(mode)
    found: Settings = {
        # What a manifest does not say is what the schema says, not what the engine assumes.
        "sequencingControls": {"choice": True, "flow": False} | controls,
        "sequencingRules": {
            f"{kind}Rules": [_rule(each) for each in sequencing.iter(q(f"imsss:{kind}Rule"))]
            for kind in ("preCondition", "exitCondition", "postCondition")
        },
    }
    if rollup is not None:
        found["sequencingControls"] |= _values(rollup)
        rules = [_rollup(each) for each in rollup.iterchildren(q("imsss:rollupRule"))]
        found["rollupRules"] = {"rules": rules}
    if delivery is not None:
        found["deliveryControls"] = _values(delivery)
    for objective in sequencing.iter(q("imsss:primaryObjective")):
        found["primaryObjective"] = _objective(objective, primary=True)
    found["objectives"] = [
        _objective(each, primary=False) for each in sequencing.iter(q("imsss:objective"))
    ]
    return found


def _rule(rule: Element) -> Settings:
    conditions = rule.find(q("imsss:ruleConditions"))
    assert conditions is not None
    action = rule.find(q("imsss:ruleAction"))
    assert action is not None
    return {
        "action": action.get("action"),
        "conditionCombination": conditions.get("conditionCombination", "all"),
        "conditions": [dict(each.attrib) for each in conditions],
    }


def _rollup(rule: Element) -> Settings:
    conditions = rule.find(q("imsss:rollupConditions"))
    assert conditions is not None
    action = rule.find(q("imsss:rollupAction"))
    assert action is not None
    return {
        "action": action.get("action"),
        "consideration": rule.get("childActivitySet", "all"),
        "conditionCombination": conditions.get("conditionCombination", "any"),
        "conditions": [dict(each.attrib) for each in conditions],
    }


def _objective(objective: Element, *, primary: bool) -> Settings:
    measure = objective.findtext(f"{{{NS['imsss']}}}minNormalizedMeasure", "1.0")
    return {
        "objectiveID": objective.get("objectiveID"),
        "isPrimary": primary,
        "satisfiedByMeasure": objective.get("satisfiedByMeasure") == "true",
        "minNormalizedMeasure": float(measure),
        "mapInfo": [
            {
                "readSatisfiedStatus": True,
                "readNormalizedMeasure": True,
                "writeSatisfiedStatus": False,
                "writeNormalizedMeasure": False,
                # Of the 4th edition's further maps the manifest has none.
                "readCompletionStatus": False,
                "readProgressMeasure": False,
            }
            | _values(each)
            for each in objective.iterchildren(q("imsss:mapInfo"))
        ],
    }


def _values(element: Element) -> Settings:
    return {str(name): _value(str(text)) for name, text in element.attrib.items()}


def _value(text: str) -> bool | float | str:
    if text in ("true", "false"):
        return text == "true"
    try:
        return float(text)
    except ValueError:
        return text
