"""One question of each type, and a short test of two."""

from __future__ import annotations

from coursewright_packaging.vocabulary import questions as q
from coursewright_packaging.vocabulary.text import Rich

__all__ = ["choice", "every_question", "rich", "truth"]


def rich(text: str) -> Rich:
    """Return a paragraph."""
    return Rich(f"<p>{text}</p>", text)


def option(key: str, *, correct: bool = False, feedback: str = "") -> q.Option[Rich]:
    """Return an option whose text is made of its key."""
    return q.Option(key, rich(f"Option {key}"), correct, rich(feedback) if feedback else None)


def choice() -> q.MultipleChoice[Rich]:
    """Return a question with one correct option, `option-b`, feedback on all sides."""
    return q.MultipleChoice(
        id="pick-one",
        title="Pick one",
        stem=Rich('<p>Pick.</p><p><img src="cw:asset/images/pic.png" alt="A dot" /></p>', "Pick."),
        points=3.0,
        feedback=q.Feedback(rich("See page 1."), rich("Well done."), rich("Not yet.")),
        options=(
            option("option-a", feedback="Not a."),
            option("option-b", correct=True, feedback="Yes, b."),
            option("option-c"),
        ),
    )


def truth() -> q.TrueFalse[Rich]:
    """Return a true statement."""
    return q.TrueFalse(
        id="wet", title="Wet", stem=rich("Water is wet."), answer=True, true_feedback=rich("It is.")
    )


def every_question() -> tuple[q.Question[Rich], ...]:
    """Return one question of each type, with ids that are not those of the short test."""
    return (
        q.MultipleChoice(
            id="mc",
            title="One",
            stem=rich("One"),
            options=(option("x1", correct=True), option("x2")),
        ),
        q.MultipleAnswer(
            id="ma",
            title="Some",
            stem=rich("Some"),
            points=2.0,
            partial_credit=True,
            options=(option("some-a", correct=True), option("some-b"), option("c", correct=True)),
        ),
        q.TrueFalse(id="tf", title="Dry", stem=rich("Water is dry."), answer=False),
        q.ShortAnswer(
            id="sa",
            title="Word",
            stem=rich("Capital of France"),
            accepted=(q.Accepted("Paris"), q.Accepted("Lutetia", rich("In Latin."))),
        ),
        q.Blanks(
            id="bl",
            title="Gaps",
            stem=rich("The [animal] gives [food]"),
            blanks=(
                q.Blank("animal", (q.Accepted("cow"), q.Accepted("goat"))),
                q.Blank("food", (q.Accepted("milk"),)),
            ),
        ),
        q.Dropdowns(
            id="dd",
            title="Lists",
            stem=rich("[first] before [second]"),
            dropdowns=(
                q.Dropdown("first", (option("x-1", correct=True), option("y"))),
                q.Dropdown("second", (option("x"), option("y", correct=True), option("z"))),
            ),
        ),
        q.Matching(
            id="mt",
            title="Pairs",
            stem=rich("Match"),
            pairs=(
                q.Pair("p-1", rich("France"), rich("Paris")),
                q.Pair("p-2", rich("Italy"), rich("Rome")),
            ),
            distractors=(rich("Oslo"),),
        ),
        q.Ordering(
            id="or",
            title="Order",
            stem=rich("Sort"),
            entries=(option("first"), option("second"), option("third-one")),
        ),
        q.Numeric(
            id="nu",
            title="Number",
            stem=rich("Pi?"),
            answers=(q.NumericAnswer(3.13, 3.15, 3.14, 0.01),),
        ),
        q.Formula(
            id="fo",
            title="Sum",
            stem=rich("What is [x] times 2, plus 1?"),
            expression="2*x + 1",
            variables=(q.Variable("x", 1, 9),),
            tolerance=0.25,
            sets=3,
        ),
        q.TextOnly(id="tx", title="Text", stem=rich("Now write."), points=0.0),
        q.Essay(id="es", title="Essay", stem=rich("Discuss"), model_answer=rich("SECRET MODEL")),
        q.FileUpload(id="fu", title="File", stem=rich("Hand in"), extensions=("pdf",)),
    )
