"""Questions of the Common Cartridge profile, as its Schematron and Moodle's importer read them."""

from __future__ import annotations

import html

from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from coursewright_packaging.qti.documents import profile_document
from coursewright_packaging.qti.draws import drawn
from coursewright_packaging.vocabulary import questions as q
from coursewright_packaging.vocabulary.text import Rich

TEXT = st.text(st.sampled_from("aZ09 &<\"'é日"), min_size=1, max_size=8).filter(
    lambda text: bool(text.strip())
)
MAYBE = st.none() | TEXT
FEEDBACK = st.tuples(MAYBE, MAYBE, MAYBE)
OPTIONS = st.lists(st.tuples(TEXT, MAYBE), min_size=2, max_size=5, unique_by=lambda each: each[0])


def _rich(text: str | None) -> Rich | None:
    return None if text is None else Rich(html.escape(text), text)


def _said(text: str) -> Rich:
    return Rich(html.escape(text), text)


def _feedback(texts: tuple[str | None, str | None, str | None]) -> q.Feedback[Rich]:
    general, correct, incorrect = map(_rich, texts)
    return q.Feedback(general, correct, incorrect)


def _item(question: q.Question[Rich]) -> etree._Element:
    document = profile_document("quiz", "Quiz", (question,), q.QuizSettings())
    (item,) = etree.fromstring(document).iter("{*}item")
    return item


def _shown(item: etree._Element, condition: etree._Element) -> list[str]:
    texts = {
        each.get("ident"): html.unescape("".join(each.itertext()).strip())
        for each in item.iter("{*}itemfeedback")
    }
    return [texts[each.get("linkrefid")] for each in condition.iter("{*}displayfeedback")]


def _general(item: etree._Element) -> list[str]:
    """Return what Moodle takes for general feedback: that of each condition that goes on."""
    conditions = [c for c in item.iter("{*}respcondition") if c.get("continue") == "Yes"]
    return [text for condition in conditions for text in _shown(item, condition)]


def _of_answer(item: etree._Element, ident: str) -> tuple[bool, list[str]]:
    """Return whether Moodle counts an answer, and the feedback that it gives it."""
    scored, told = False, []
    for condition in item.iter("{*}respcondition"):
        if condition.findtext("{*}conditionvar/{*}varequal") == ident:
            scored = condition.find("{*}setvar") is not None
            told += _shown(item, condition)
    return scored, told


def _has_matching_feedback(item: etree._Element) -> bool:
    """Rules 12c and 12d: every feedback is shown by something, and everything shown is there."""
    idents = {each.get("ident") for each in item.iter("{*}itemfeedback")}
    return idents == {each.get("linkrefid") for each in item.iter("{*}displayfeedback")}


@settings(max_examples=60, deadline=None)
@given(options=OPTIONS, feedback=FEEDBACK, right=st.integers(0, 1))
def test_a_choice_gives_each_answer_its_own_feedback(
    options: list[tuple[str, str | None]],
    feedback: tuple[str | None, str | None, str | None],
    right: int,
) -> None:
    choices = tuple(
        q.Option(f"o{n}", _said(text), n == right, _rich(told))
        for n, (text, told) in enumerate(options)
    )
    told = _feedback(feedback)
    item = _item(
        q.MultipleChoice(id="q", title="Q", stem=_said("?"), options=choices, feedback=told)
    )
    labels = [each.get("ident", "") for each in item.iter("{*}response_label")]
    general, correct, incorrect = feedback
    assert _general(item) == [text.strip() for text in (general,) if text]
    for number, (ident, (_, own)) in enumerate(zip(labels, options, strict=True)):
        whole = correct if number == right else incorrect
        wanted = [text.strip() for text in (whole, own) if text]
        assert _of_answer(item, ident) == (number == right, wanted)
    assert _has_matching_feedback(item)


@settings(max_examples=40, deadline=None)
@given(answer=st.booleans(), feedback=FEEDBACK, true=MAYBE, false=MAYBE)
def test_true_and_false_have_their_names(
    answer: bool,
    feedback: tuple[str | None, str | None, str | None],
    true: str | None,
    false: str | None,
) -> None:
    question = q.TrueFalse(
        id="q",
        title="Q",
        stem=_said("?"),
        answer=answer,
        feedback=_feedback(feedback),
        true_feedback=_rich(true),
        false_feedback=_rich(false),
    )
    item = _item(question)
    assert [each.get("ident") for each in item.iter("{*}response_label")] == ["true", "false"]
    assert _of_answer(item, "true")[0] is answer
    assert _of_answer(item, "false")[0] is not answer
    assert _has_matching_feedback(item)


@settings(max_examples=40, deadline=None)
@given(options=OPTIONS, feedback=FEEDBACK, right=st.sets(st.integers(0, 4), min_size=1))
def test_every_right_answer_of_many_counts_in_moodle(
    options: list[tuple[str, str | None]],
    feedback: tuple[str | None, str | None, str | None],
    right: set[int],
) -> None:
    choices = tuple(
        q.Option(f"o{n}", _said(text), n in right, _rich(told))
        for n, (text, told) in enumerate(options)
    )
    told = _feedback(feedback)
    item = _item(
        q.MultipleAnswer(id="q", title="Q", stem=_said("?"), options=choices, feedback=told)
    )
    counted = item.xpath(
        ".//*[local-name()='setvar'][.=100]/../*[local-name()='conditionvar']"
        "//*[local-name()='varequal'][@case='Yes'][not(parent::*[local-name()='not'])]"
    )
    labels = [each.get("ident", "") for each in item.iter("{*}response_label")]
    wanted = [ident for number, ident in enumerate(labels) if number in right]
    assert [each.text for each in counted] == wanted
    assert _has_matching_feedback(item)


def test_a_formula_becomes_a_question_with_numbers() -> None:
    question: q.Question[Rich] = q.Formula(
        id="q",
        title="Q",
        stem=_said("[x] + 1?"),
        expression="x + 1",
        variables=(q.Variable("x", 7.0, 7.0),),
    )
    item = _item(question)
    assert item.findtext("{*}presentation/{*}material/{*}mattext") == "7 + 1?"
    assert {each.text for each in item.iter("{*}varequal")} == {"8", "8.00"}


def test_draws_from_one_bank_take_no_question_twice() -> None:
    bank = tuple(
        q.TrueFalse(id=f"b{n}", title=f"B{n}", stem=_said("?"), answer=True) for n in range(3)
    )
    draws = (q.Draw("one", "bank", 2, 5.0), q.Draw("two", "bank", 2, 1.5))
    asked = drawn(draws, {"bank": bank})
    assert [(each.id, each.points) for each in asked] == [("b0", 5.0), ("b1", 5.0), ("b2", 1.5)]


def test_feedback_on_a_typed_answer_heeds_capitals_as_the_answer_does() -> None:
    accepted = (q.Accepted("Ada", _said("The countess.")),)
    question = q.ShortAnswer(
        id="q", title="Q", stem=_said("Who?"), accepted=accepted, case_sensitive=True
    )
    cases = [equal.get("case") for equal in _item(question).iter("{*}varequal")]
    assert cases == ["Yes", "Yes"]
