"""Check items and tests of QTI 2: declared responses, keys among the choices, items that exist."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator

from coursewright_packaging.diagnostic import Rule, Severity
from coursewright_packaging.xml import Element, local

__all__ = ["RULES", "check_item", "check_test"]

_ERROR = Severity.ERROR
_SOURCE = "IMS QTI 2.1 Information Model"

DECLARED = Rule(
    "qti2-response-is-declared",
    _ERROR,
    "Every interaction has a responseDeclaration, and each of these an interaction.",
    "The answer is thrown away.",
    "Write the same identifier in both.",
    _SOURCE,
)
KEY = Rule(
    "qti2-key-exists",
    _ERROR,
    "A correct response is one of the choices.",
    "Nobody could answer it right.",
    "Mend correctResponse.",
    _SOURCE,
)
CARDINALITY = Rule(
    "qti2-key-fits-cardinality",
    _ERROR,
    "A response of cardinality `single` has one correct value.",
    "A platform takes the first, or finds no answer right.",
    "Write one value; list other accepted answers in a mapping, or use cardinality `multiple`.",
    _SOURCE,
)
REFERENCE = Rule(
    "qti2-item-reference-resolves",
    _ERROR,
    "Every item that a test asks for is in the package.",
    "The test is shorter than its author meant, or is not imported.",
    "Add the item's file or mend the href.",
    _SOURCE,
)
CHOICES = Rule(
    "qti2-choices-differ",
    _ERROR,
    "The choices of an interaction have identifiers of their own, and there is more than one.",
    "Choosing one chooses another, too.",
    "Give each choice its own identifier.",
    _SOURCE,
)
SCORED = Rule(
    "qti2-score-is-declared",
    _ERROR,
    "An item with a correct response declares the outcome SCORE and how it is processed.",
    "The answer earns nothing.",
    "Add outcomeDeclaration and responseProcessing.",
    _SOURCE,
)
RULES = (DECLARED, KEY, CARDINALITY, CHOICES, SCORED, REFERENCE)

_CHOICES = (
    "simpleChoice",
    "inlineChoice",
    "gapText",
    "gapImg",
    "hottext",
    "simpleAssociableChoice",
    "associableHotspot",
    "hotspotChoice",
    "associableChoice",
)

Faults = Iterator[tuple[Rule, str, Element]]


def check_item(item: Element) -> Faults:
    """Yield what is wrong with an assessmentItem."""
    declared = {
        each.get("identifier", ""): each for each in item.iterchildren("{*}responseDeclaration")
    }
    interactions = [
        each
        for each in item.iter("{*}*")
        if local(each).endswith("Interaction") and each.get("responseIdentifier") is not None
    ]
    used = {each.get("responseIdentifier", "") for each in interactions}
    for name in sorted(used - declared.keys()):
        yield DECLARED, f"`{name}` is not declared", item
    for name in sorted(declared.keys() - used):
        yield DECLARED, f"no interaction asks for `{name}`", declared[name]
    for name, declaration in declared.items():
        count = len(declaration.findall("{*}correctResponse/{*}value"))
        if declaration.get("cardinality") == "single" and count > 1:
            yield CARDINALITY, f"`{name}` is single and has {count} values", declaration
    for interaction in interactions:
        yield from _interaction(interaction, declared)
    yield from _score(item, declared)


def check_test(test: Element, is_member: Callable[[str], bool]) -> Faults:
    """Yield what is wrong with an assessmentTest; hrefs stand as seen from its own file."""
    for reference in test.iter("{*}assessmentItemRef", "{*}assessmentSectionRef"):
        href = reference.get("href", "")
        if not is_member(href):
            yield REFERENCE, f"`{href}` is not in the package", reference


def _interaction(interaction: Element, declared: dict[str, Element]) -> Faults:
    choices = [
        choice.get("identifier", "")
        for choice in interaction.iter(*(f"{{*}}{name}" for name in _CHOICES))
    ]
    # Gaps are targets of gapText, by their own identifiers.
    targets = {each.get("identifier", "") for each in interaction.iter("{*}gap")}
    twice = [name for name, count in Counter(choices).items() if count > 1]
    alone = local(interaction) == "choiceInteraction" and len(choices) < 2
    if twice or alone:
        message = f"`{twice[0]}` stands twice" if twice else f"there are {len(choices)} choices"
        yield CHOICES, message, interaction
    declaration = declared.get(interaction.get("responseIdentifier", ""))
    if declaration is None or not choices:
        return
    for value in declaration.iterfind("{*}correctResponse/{*}value"):
        strange = {*(value.text or "").split()} - {*choices} - targets
        if strange or not (value.text or "").strip():
            yield KEY, f"the key `{(value.text or '').strip()}` is no choice", value


def _score(item: Element, declared: dict[str, Element]) -> Faults:
    keyed = any(each.find("{*}correctResponse") is not None for each in declared.values())
    outcomes = {each.get("identifier") for each in item.iterchildren("{*}outcomeDeclaration")}
    processed = item.find("{*}responseProcessing") is not None
    if keyed and not ("SCORE" in outcomes and processed):
        yield SCORED, "SCORE is not declared, or no response is processed", item
