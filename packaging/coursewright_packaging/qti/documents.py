"""Whole QTI files: an assessment in each dialect, and Canvas's question banks."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from coursewright_packaging import xml
from coursewright_packaging.names import md5_id
from coursewright_packaging.qti.canvas_items import add_item
from coursewright_packaging.qti.elements import add_fields, add_material
from coursewright_packaging.qti.profile_items import add_items
from coursewright_packaging.qti.profile_mapping import profile_questions, with_values
from coursewright_packaging.vocabulary import questions as q
from coursewright_packaging.vocabulary.text import Rich
from coursewright_packaging.xml import NS, Element, child, serialise
from coursewright_packaging.xml import q as qualified

__all__ = [
    "PROFILE_ATTEMPTS",
    "bank_document",
    "canvas_document",
    "profile_bank",
    "profile_document",
]

_CC_SCHEMA = "http://www.imsglobal.org/profile/cc/ccv1p1/ccv1p1_qtiasiv1p2p1_v1p0.xsd"
_CANVAS_SCHEMA = "http://www.imsglobal.org/xsd/ims_qtiasiv1p2p1.xsd"

PROFILE_ATTEMPTS = frozenset({"1", "2", "3", "4", "5", "unlimited"})
"""Values of `cc_maxattempts` (CC 1.1, QTI profile, rule 1i)."""


def canvas_document(
    ident: str,
    title: str,
    entries: Sequence[q.Question[Rich] | q.Draw],
    settings: q.QuizSettings,
    banks: dict[str, str],
) -> bytes:
    """Return the file for `non_cc_assessments/`. banks: identifier of each bank by its id."""
    root = _root(_CANVAS_SCHEMA)
    assessment = child(root, "qti:assessment", ident=ident, title=title)
    add_fields(assessment, _limits(settings))
    section = child(assessment, "qti:section", ident="root_section")
    for entry in entries:
        if isinstance(entry, q.Draw):
            _draw(section, entry, banks[entry.bank])
        else:
            add_item(section, entry)
    return serialise(root)


def profile_document(
    ident: str,
    title: str,
    questions: Sequence[q.Question[Rich]],
    settings: q.QuizSettings,
    instructions: str = "",
) -> bytes:
    """Return a quiz of the Common Cartridge 1.1 profile. instructions: HTML above the questions.

    A quiz without questions gets an essay, since a section holds one item at least.
    """
    root = _root(_CC_SCHEMA)
    assessment = child(root, "qti:assessment", ident=ident, title=title)
    fields = {
        "cc_profile": "cc.exam.v0p1",
        "qmd_assessmenttype": "Examination",
        "qmd_scoretype": "Percentage",
        "qmd_solutionspermitted": "No" if settings.show_answers == "never" else "Yes",
        **_limits(settings),
    }
    if fields["cc_maxattempts"] not in PROFILE_ATTEMPTS:
        fields["cc_maxattempts"] = "unlimited"
    add_fields(assessment, fields)
    if instructions:
        add_material(child(assessment, "qti:rubric"), instructions)
    section = child(assessment, "qti:section", ident="root_section")
    mapped = profile_questions(tuple(map(with_values, questions)))
    # The schema wants an item in every section; a quiz of mere text has none.
    add_items(section, mapped or (_placeholder(ident, title),), shuffle=settings.shuffle_options)
    return serialise(root)


def profile_bank(ident: str, title: str, questions: Sequence[q.Question[Rich]]) -> bytes:
    """Return a question bank of the Common Cartridge 1.1 profile.

    title: of all that it holds, in the field that Canvas has for it; the profile has none.
    """
    root = _root(_CC_SCHEMA)
    bank = child(root, "qti:objectbank", ident=ident)
    add_fields(bank, {"bank_title": title})
    mapped = profile_questions(tuple(map(with_values, questions)))
    add_items(bank, mapped or (_placeholder(ident, title),))
    return serialise(root)


def bank_document(ident: str, title: str, questions: Sequence[q.Question[Rich]]) -> bytes:
    """Return the file of a question bank for `non_cc_assessments/`."""
    root = _root(_CANVAS_SCHEMA)
    bank = child(root, "qti:objectbank", ident=ident)
    add_fields(bank, {"bank_title": title})
    for question in questions:
        add_item(bank, question)
    return serialise(root)


def _root(schema: str) -> Element:
    root = xml.root("qti:questestinterop", "xsi")
    root.set(qualified("xsi:schemaLocation"), f"{NS['qti']} {schema}")
    return root


def _limits(settings: q.QuizSettings) -> dict[str, str]:
    limit = {"qmd_timelimit": str(settings.time_limit)} if settings.time_limit else {}
    attempts = "unlimited" if settings.attempts is None else str(settings.attempts)
    return {**limit, "cc_maxattempts": attempts}


def _draw(section: Element, draw: q.Draw, bank: str) -> None:
    ident = md5_id("g", "draw", draw.id)
    inner = child(section, "qti:section", ident=ident, title=draw.id)
    selection = child(child(inner, "qti:selection_ordering"), "qti:selection")
    child(selection, "qti:sourcebank_ref", bank)
    child(selection, "qti:selection_number", str(draw.count))
    extension = child(selection, "qti:selection_extension")
    child(extension, "qti:points_per_item", f"{draw.points:g}")


def _placeholder(ident: str, title: str) -> q.Question[Rich]:
    stem = Rich(str(Markup("<p>{}</p>").format(title)), title)
    return q.Essay(id=f"{ident}-text", title=title, stem=stem)
