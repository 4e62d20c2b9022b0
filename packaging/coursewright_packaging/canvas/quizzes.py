"""Check quizzes: Canvas's dialect, its agreement with the cartridge's, points, limits, draws."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from coursewright_packaging.canvas import rules
from coursewright_packaging.canvas.check_questions import check_questions
from coursewright_packaging.canvas.check_weights import Worth, plain_stem, weight_faults
from coursewright_packaging.canvas.modules import value
from coursewright_packaging.commoncartridge.package import Cartridge
from coursewright_packaging.diagnostic import Diagnostic, Rule
from coursewright_packaging.numbers import number
from coursewright_packaging.qti.check_items import Item, fields_of, items_of
from coursewright_packaging.xml import Element, line_of

__all__ = ["check_quizzes"]

_FOLDER = "non_cc_assessments/"
_SUFFIX = ".xml.qti"
# Types that both dialects write alike.
_SAME = frozenset(
    f"{kind}_question"
    for kind in ("multiple_choice", "true_false", "multiple_answers", "short_answer", "essay")
)
_LIMITS = ("qmd_timelimit", "cc_maxattempts")
_PRECISION = 1e-6


def check_quizzes(cartridge: Cartridge) -> Iterator[Diagnostic]:
    """Yield what is wrong with the quizzes and banks."""
    for name in cartridge.names:
        if name.startswith(_FOLDER) and name.endswith(_SUFFIX):
            root = cartridge.xml(name)
            if root is None:
                continue
            items = items_of(root)
            for rule, message, element in check_questions(items):
                yield cartridge.at(rule, name, message, line_of(element))
            if root.find("{*}assessment") is not None:
                yield from _quiz(cartridge, name, root, items)


def _quiz(
    cartridge: Cartridge, name: str, root: Element, items: Sequence[Item]
) -> Iterator[Diagnostic]:
    identifier = name.removeprefix(_FOLDER).removesuffix(_SUFFIX)
    profile, meta = f"{identifier}/assessment_qti.xml", f"{identifier}/assessment_meta.xml"
    for file in (profile, meta):
        if file not in cartridge.members:
            yield cartridge.at(rules.QUIZ_COMPLETE, name, f"`{file}` is missing")
    other = cartridge.xml(profile)
    if other is not None:
        for rule, message in _differences(root, items, other):
            yield cartridge.at(rule, name, f"{message} in {profile}")
        asked = [*_worth(items), *_drawn(cartridge, root)]
        for message in weight_faults(asked, items_of(other)):
            yield cartridge.at(rules.WEIGHTS_AGREE, profile, message, line_of(other))
    for message, element in _draws(cartridge, root):
        yield cartridge.at(rules.BANK_HOLDS, name, message, line_of(element))
    settings = cartridge.xml(meta)
    if settings is not None:
        for rule, message in _against_settings(settings, root, items):
            yield cartridge.at(rule, meta, message, line_of(settings))


def _differences(
    root: Element, items: Sequence[Item], other: Element
) -> Iterator[tuple[Rule, str]]:
    own = Counter(_texts(item) for item in items if item.fields.get("question_type") in _SAME)
    for texts in own - Counter(_texts(item) for item in items_of(other)):
        yield rules.DIALECTS_AGREE, f"the question `{texts[0][:40]}` is another or missing"
    for label in _LIMITS:
        here, there = _limit(root, label), _limit(other, label)
        if here != there:
            yield rules.LIMITS_AGREE, f"{label} is `{here}`, but `{there}`"


def _texts(item: Item) -> tuple[str, ...]:
    """Return the stem and the texts of the right answers, which both dialects have in common.

    Idents differ: true and false have names in the cartridge's and numbers in Canvas's.
    """
    labels = {e.get("ident", ""): _text(e) for e in item.element.iter("{*}response_label")}
    return (plain_stem(item), *sorted(labels.get(key, key) for _, key in item.keys))


def _text(label: Element) -> str:
    return next((e.text or "" for e in label.iter("{*}mattext")), "")


def _worth(items: Sequence[Item]) -> Iterator[Worth]:
    for item in items:
        section = item.element.getparent()
        # Of a section that is drawn from, only the draw counts.
        if section is None or section.find("{*}selection_ordering") is None:
            yield item, number(item.fields.get("points_possible", "") or "0")


def _drawn(cartridge: Cartridge, root: Element) -> Iterator[Worth]:
    """Yield the questions that can be drawn, each with what the draw gives for one."""
    for selection in root.iter("{*}selection"):
        for item in _pool(cartridge, selection):
            yield item, _each(selection)


def _pool(cartridge: Cartridge, selection: Element) -> Sequence[Item]:
    bank = value(selection, "sourcebank_ref")
    if bank:
        found = cartridge.xml(f"{_FOLDER}{bank}{_SUFFIX}")
        return () if found is None else items_of(found)
    section = next(selection.iterancestors("{*}section"), None)
    return () if section is None else [Item(each) for each in section.iterchildren("{*}item")]


def _each(selection: Element) -> float:
    points = next(selection.iter("{*}points_per_item"), None)
    return number("0" if points is None else points.text or "0")


def _limit(root: Element, label: str) -> str:
    for metadata in root.iterfind("{*}assessment/{*}qtimetadata"):
        return fields_of(metadata).get(label, "")
    return ""


def _draws(cartridge: Cartridge, root: Element) -> Iterator[tuple[str, Element]]:
    for selection in root.iter("{*}selection"):
        bank, asked = value(selection, "sourcebank_ref"), value(selection, "selection_number")
        held = len(_pool(cartridge, selection))
        if not asked.isdecimal() or not 1 <= int(asked[:9]) <= held:
            message = f"`{asked}` questions are drawn from `{bank or 'the section'}`, of {held}"
            yield message, selection


def _against_settings(
    meta: Element, root: Element, items: Sequence[Item]
) -> Iterator[tuple[Rule, str]]:
    total = _points(root, items)
    written = value(meta, "points_possible") or "0"
    if not abs(total - number(written)) <= _PRECISION:
        message = f"points_possible is {written}, but the questions give {total:g}"
        yield rules.POINTS_SUM, message
    if value(meta, "quiz_type") == "assignment" and meta.find("{*}assignment") is None:
        yield rules.QUIZ_COMPLETE, "the graded quiz has no `assignment`"
    limit, own = _limit(root, "qmd_timelimit"), value(meta, "time_limit")
    if own != limit:
        yield rules.LIMITS_AGREE, f"time_limit is `{own}`, in the questions `{limit}`"


def _points(root: Element, items: Sequence[Item]) -> float:
    """Return the points of the questions; not a number when one has none that can be read."""
    total = sum(points for _, points in _worth(items))
    for selection in root.iter("{*}selection"):
        total += number(value(selection, "selection_number") or "0") * _each(selection)
    return total
