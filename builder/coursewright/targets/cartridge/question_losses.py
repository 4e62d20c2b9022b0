"""What questions of the Common Cartridge profile cannot say."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from coursewright.targets.base import Loss
from coursewright.targets.lost import Lost
from coursewright_packaging.vocabulary import questions as q
from coursewright_packaging.vocabulary.text import Rich

__all__ = ["bank_losses", "question_losses"]

_APART = "The profile has choices, typed answers and essays only."
_HEAVIEST = 99
_LEAST = 3
# What several answers of a question show goes on to the next condition; Moodle takes all of that
# for general feedback, and nothing of what follows the last one.
_RUN_TOGETHER = (
    "Moodle keeps one feedback of a question whose answers are scored together.",
    "All feedback stands in the cartridge. Moodle shows that on single answers as part of the "
    "general one, and none on right or wrong.",
    "In Moodle, enter what is said to right and wrong answers.",
)

_QUESTION: tuple[Lost[q.Question[Rich]], ...] = (
    Lost(
        "question.points",
        lambda e: e.points != int(e.points) or not 1 <= e.points <= _HEAVIEST,
        "A question of the profile weighs a whole number from 1 to 99.",
        "The nearest such number.",
        "Set the points in the platform.",
    ),
    Lost(
        "question.blanks",
        lambda e: isinstance(e, q.Blanks),
        _APART,
        "A question with a typed answer for each gap.",
    ),
    Lost(
        "question.dropdowns",
        lambda e: isinstance(e, q.Dropdowns),
        _APART,
        "A multiple choice question for each gap.",
    ),
    Lost(
        "question.matching",
        lambda e: isinstance(e, q.Matching),
        _APART,
        "A multiple choice question for each pair.",
    ),
    Lost(
        "question.ordering",
        lambda e: isinstance(e, q.Ordering),
        _APART,
        "A multiple choice question for each place.",
    ),
    Lost(
        "question.numeric",
        lambda e: isinstance(e, q.Numeric),
        "The profile compares text, not numbers.",
        "The exact number as typed answer, an essay where there is a range only.",
    ),
    Lost(
        "question.formula",
        lambda e: isinstance(e, q.Formula),
        "The profile has no variables.",
        "The question for one set of values, with its result as typed answer.",
    ),
    Lost(
        "question.file-upload",
        lambda e: isinstance(e, q.FileUpload),
        _APART,
        "An essay; learners link to their file or hand it in elsewhere.",
    ),
    Lost(
        "question.text",
        lambda e: isinstance(e, q.TextOnly),
        "A section of the profile holds questions only.",
        "The text in front of the next question, or in the instructions.",
    ),
    Lost(
        "question.options",
        lambda e: _fewest(e) < _LEAST,
        f"The profile's Schematron wants at least {_LEAST} options in a choice, true/false aside.",
        "The options as they are, which importers take; add one for a validator that insists.",
    ),
    Lost(
        "question.partial_credit",
        lambda e: isinstance(e, q.MultipleAnswer) and e.partial_credit,
        "A question of the profile is right or wrong.",
        "Every option must be right; Moodle gives shares nevertheless.",
    ),
    Lost(
        "question.model_answer",
        lambda e: getattr(e, "model_answer", None) is not None,
        "Learners could read what stands in a cartridge.",
        "It stays in your course.",
        "Give it to those who grade.",
    ),
    Lost(
        "question.essay.feedback",
        lambda e: isinstance(e, q.Essay) and _judged(e),
        "No machine says whether an essay is right.",
        "The general feedback only.",
    ),
    Lost(
        "question.file-upload.feedback",
        lambda e: isinstance(e, q.FileUpload) and _judged(e),
        "No machine says whether an essay is right.",
        "The general feedback only.",
    ),
    Lost(
        "question.numeric.answers.feedback",
        lambda e: isinstance(e, q.Numeric) and any(a.feedback for a in e.answers),
        "The profile compares text, not numbers.",
        "Feedback on exact numbers only.",
    ),
    Lost(
        "question.text.feedback",
        lambda e: isinstance(e, q.TextOnly) and (_judged(e) or bool(e.feedback.general)),
        "Nothing is answered, so nothing is shown after it.",
        "Nothing; write it into the text.",
    ),
    Lost(
        "question.multiple-answer.feedback",
        lambda e: isinstance(e, q.MultipleAnswer) and _is_run_together(e, e.options),
        *_RUN_TOGETHER,
    ),
    Lost(
        "question.short-answer.feedback",
        lambda e: isinstance(e, q.ShortAnswer) and _is_run_together(e, e.accepted),
        *_RUN_TOGETHER,
    ),
)


def _fewest(question: q.Question[Rich]) -> int:
    """Return how many options the choices that stand for the question have at least."""
    match question:
        case q.MultipleChoice(options=options):
            return len(options)
        case q.Dropdowns(dropdowns=dropdowns):
            return min((len(each.options) for each in dropdowns), default=_LEAST)
        case q.Matching(pairs=pairs, distractors=distractors):
            return len({text.text for text in (*(p.match for p in pairs), *distractors)})
        case q.Ordering(entries=entries):
            return len(entries)
    return _LEAST


def _is_run_together(
    question: q.Question[Rich], answers: Sequence[q.Option[Rich] | q.Accepted[Rich]]
) -> bool:
    return _judged(question) or any(answer.feedback for answer in answers)


def _judged(question: q.Question[Rich]) -> bool:
    return bool(question.feedback.correct or question.feedback.incorrect)


def bank_losses(bank: q.Bank[Rich]) -> Iterator[Loss]:
    """Yield what is lost of a bank, each feature once."""
    yield from question_losses(bank.questions, bank.id)
    if bank.questions and isinstance(bank.questions[-1], q.TextOnly):
        reason = "A bank of the profile holds questions only."
        fallback = "Text in front of a question; the last one is left out."
        yield Loss("question.text.stem", bank.id, reason, fallback)


def question_losses(parts: Sequence[q.Question[Rich] | q.Draw], key: str) -> Iterator[Loss]:
    """Yield what is lost of a quiz or bank, each feature once. key: its id."""
    asked = [part for part in parts if isinstance(part, q.Question)]
    for line in _QUESTION:
        first = next(filter(line.when, asked), None)
        if first:
            yield from line.losses(first, key)
