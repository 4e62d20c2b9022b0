"""Check quizzes: Canvas's dialect, its agreement with the cartridge's, points."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from coursewright_packaging.canvas import rules
from coursewright_packaging.commoncartridge.assessments import fields_of, keys_of
from coursewright_packaging.commoncartridge.package import Cartridge
from coursewright_packaging.diagnostic import Diagnostic
from coursewright_packaging.xml import Element, line_of, local

__all__ = ["check_quizzes"]

_FOLDER = "non_cc_assessments/"
_SUFFIX = ".xml.qti"
_SAME = {"multiple_choice_question", "true_false_question", "multiple_answers_question"}
_PRECISION = 1e-6


def check_quizzes(cartridge: Cartridge) -> Iterator[Diagnostic]:
    """Yield what is wrong with the quizzes and banks."""
    for name in cartridge.names:
        if name.startswith(_FOLDER) and name.endswith(_SUFFIX):
            root = cartridge.xml(name)
            if root is not None:
                yield from _answers(cartridge, name, root)
                identifier = name.removeprefix(_FOLDER).removesuffix(_SUFFIX)
                yield from _against_cartridge(cartridge, name, root, identifier)
                yield from _points(cartridge, root, identifier)


def _items(root: Element) -> list[Element]:
    return list(root.iter("{*}item"))


def _answers(cartridge: Cartridge, name: str, root: Element) -> Iterator[Diagnostic]:
    for item in _items(root):
        written = fields_of(item).get("original_answer_ids", "")
        idents = written.split(",") if written else []
        wrong = [i for i in idents if not i.isdecimal() or int(i) == 0]
        twice = [i for i, count in Counter(idents).items() if count > 1]
        if wrong or twice:
            message = f"item `{item.get('ident')}` has the answer id `{(wrong + twice)[0]}`"
            yield cartridge.at(rules.ANSWERS_NUMBERED, name, message, line_of(item))


def _against_cartridge(
    cartridge: Cartridge, name: str, root: Element, identifier: str
) -> Iterator[Diagnostic]:
    other = f"{identifier}/assessment_qti.xml"
    profile = cartridge.xml(other) if other in cartridge.names else None
    if profile is None:
        return
    own = Counter(_texts(item) for item in _items(root) if _kind(item) in _SAME)
    common = Counter(_texts(item) for item in _items(profile))
    missing = own - common
    if missing:
        text = next(iter(missing))[0][:40]
        message = f"the question `{text}` differs from, or is missing in, {other}"
        yield cartridge.at(rules.DIALECTS_AGREE, name, message)


def _kind(item: Element) -> str:
    return fields_of(item).get("question_type", "")


def _texts(item: Element) -> tuple[str, ...]:
    """Return the stem and the texts of the right answers, which both dialects have in common.

    Idents differ: true and false have names in the cartridge's and numbers in Canvas's.
    """
    stem = next(((e.text or "") for e in item.iter("{*}mattext")), "")
    plain = stem.removeprefix("<div>").removesuffix("</div>")
    labels = {e.get("ident", ""): _text(e) for e in item.iter("{*}response_label")}
    keys = [labels.get(value, value) for _, value in keys_of(item)]
    return (plain, *sorted(keys))


def _text(label: Element) -> str:
    return next((e.text or "" for e in label.iter("{*}mattext")), "")


def _points(cartridge: Cartridge, root: Element, identifier: str) -> Iterator[Diagnostic]:
    file = f"{identifier}/assessment_meta.xml"
    meta = cartridge.xml(file) if file in cartridge.names else None
    if meta is None:
        return
    total = sum(float(fields_of(item).get("points_possible", "0") or 0) for item in _items(root))
    for selection in root.iter("{*}selection"):
        values = {local(e): e.text or "0" for e in selection.iter()}
        total += float(values.get("selection_number", 0)) * float(values.get("points_per_item", 0))
    written = next((e.text or "" for e in meta if local(e) == "points_possible"), "")
    if abs(total - float(written or 0)) > _PRECISION:
        message = f"points_possible is {written}, but the questions give {total:g}"
        yield cartridge.at(rules.POINTS_SUM, file, message)
