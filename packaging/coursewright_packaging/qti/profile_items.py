"""Items in the Common Cartridge 1.1 profile, in the form that every importer reads."""

from __future__ import annotations

from collections.abc import Sequence

from coursewright_packaging.names import md5_id
from coursewright_packaging.qti.choices import Answer, answers
from coursewright_packaging.qti.elements import add_feedback, add_fields, add_material
from coursewright_packaging.qti.profile_processing import RESPONSE, add_processing, answer_name
from coursewright_packaging.vocabulary import questions as q
from coursewright_packaging.vocabulary.text import Rich
from coursewright_packaging.xml import Element, child

__all__ = ["add_items"]

_PROFILES: dict[type, str] = {
    q.MultipleChoice: "cc.multiple_choice.v0p1",
    q.TrueFalse: "cc.true_false.v0p1",
    q.MultipleAnswer: "cc.multiple_response.v0p1",
    q.ShortAnswer: "cc.fib.v0p1",
    q.Essay: "cc.essay.v0p1",
}
_HEAVIEST = 99  # CC 1.1, QTI profile: `cc_weighting` is a whole number from 1 to 99


def add_items(
    parent: Element, questions: Sequence[q.Question[Rich]], *, shuffle: bool = False
) -> None:
    """Append items of the profile's types. shuffle: the options of all questions.

    The profile forbids item control, rubrics and extensions (CC 1.1, QTI profile).
    """
    for question in questions:
        _item(parent, question, shuffle or getattr(question, "shuffle", False))


def _item(parent: Element, question: q.Question[Rich], shuffle: bool) -> None:
    ident = md5_id("g", "ccitem", question.id)
    item = child(parent, "qti:item", ident=ident, title=question.title)
    fields = {
        "cc_profile": _PROFILES[type(question)],
        "cc_weighting": f"{min(_HEAVIEST, max(1, round(question.points)))}",
    }
    if isinstance(question, q.Essay):
        fields["qmd_computerscored"] = "No"
    add_fields(child(item, "qti:itemmetadata"), fields)
    presentation = child(item, "qti:presentation")
    add_material(presentation, question.stem.html)
    if isinstance(question, (q.ShortAnswer, q.Essay)):
        _typed(presentation)
    else:
        _chosen(presentation, question, shuffle)
    for name, text in add_processing(item, question).items():
        add_feedback(item, name, text.html)


def _typed(presentation: Element) -> None:
    response = child(presentation, "qti:response_str", ident=RESPONSE, rcardinality="Single")
    render = child(response, "qti:render_fib")
    child(render, "qti:response_label", ident="answer1", rshuffle="No")


def _chosen(presentation: Element, question: q.Question[Rich], shuffle: bool) -> None:
    many = isinstance(question, q.MultipleAnswer)
    response = child(
        presentation,
        "qti:response_lid",
        ident=RESPONSE,
        rcardinality="Multiple" if many else "Single",
    )
    render = child(response, "qti:render_choice")
    if shuffle and not isinstance(question, q.TrueFalse):
        render.set("shuffle", "Yes")
    for answer in answers(question):
        _label(render, question, answer)


def _label(render: Element, question: q.Question[Rich], answer: Answer) -> None:
    label = child(render, "qti:response_label", ident=answer_name(question, answer))
    add_material(label, answer.text.html)
