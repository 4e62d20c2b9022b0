"""What a SCO cannot express of quizzes and questions."""

from __future__ import annotations

from collections.abc import Iterator

from coursewright.model import items
from coursewright.model.course import Publication
from coursewright.targets.base import Loss
from coursewright.targets.item_fragment import has_marked_up_matches
from coursewright.targets.lost import Lost
from coursewright_packaging.vocabulary.questions import (
    Draw,
    Essay,
    FileUpload,
    Matching,
    Question,
    TextOnly,
)
from coursewright_packaging.vocabulary.text import Rich

__all__ = ["quiz_losses"]


_NO_FILES = "SCORM takes no files."
_QUESTION: tuple[Lost[Question[Rich]], ...] = (
    Lost(
        "question.essay",
        lambda each: isinstance(each, Essay),
        "Nobody grades inside a SCO.",
        "The answer is recorded; the score is of the other questions.",
    ),
    Lost(
        "question.model_answer",
        lambda each: isinstance(each, Essay) and bool(each.model_answer),
        "Learners could read what stands in a package.",
        "It stays in your course.",
        "Give it to those who grade.",
    ),
    Lost(
        "question.file-upload",
        lambda each: isinstance(each, FileUpload),
        _NO_FILES,
        "The question is shown and does not count.",
    ),
    Lost(
        "question.extensions",
        lambda each: isinstance(each, FileUpload) and bool(each.extensions),
        _NO_FILES,
        "Nothing; name the kinds of files in the question.",
    ),
    Lost(
        "question.pairs",
        lambda each: isinstance(each, Matching) and has_marked_up_matches(each),
        "A list to choose from holds plain text.",
        "Matches are shown without formatting.",
    ),
    Lost(
        "question.text.feedback",
        lambda each: isinstance(each, TextOnly) and _has_feedback(each),
        "Nothing is answered, so nothing is shown after it.",
        "Nothing; write it into the text.",
    ),
)


def quiz_losses(quiz: items.Quiz[Rich], publication: Publication) -> Iterator[Loss]:
    """Yield what is lost of the quiz, then of the questions that it may ask, each feature once."""
    yield from _settings_losses(quiz)
    every = tuple(_questions(quiz, publication))
    for line in _QUESTION:
        first = next(filter(line.when, every), None)
        if first:
            yield from line.losses(first, quiz.id)


def _settings_losses(quiz: items.Quiz[Rich]) -> Iterator[Loss]:
    settings = quiz.settings
    if settings.time_limit:
        reason = "A SCO's clock is that of the learner's computer."
        fallback = (
            "The page counts the time, also while it is closed, and hands in when it is over; "
            "who sets the computer's clock back gains time."
        )
        yield Loss("quiz.time_limit", quiz.id, reason, fallback)
    if settings.one_at_a_time:
        reason = "The player shows a quiz on one page."
        yield Loss("quiz.one_at_a_time", quiz.id, reason, "All questions stand on one page.")
    if settings.show_answers == "after-due":
        reason = "A SCO knows no dates of the course."
        fallback = "Answers are shown after the last attempt."
        yield Loss("quiz.show_answers", quiz.id, reason, fallback)
    wanted = quiz.requirement
    asked = wanted.minimum if wanted else None
    if None not in (asked, settings.pass_mark) and asked != settings.pass_mark:
        reason = "An activity has one pass mark."
        yield Loss("quiz.pass_mark", quiz.id, reason, "The score that the requirement asks counts.")
    if wanted and wanted.kind not in ("submit", "score"):
        reason = "The player completes a quiz by its answers."
        yield Loss("item.requirement", quiz.id, reason, "Handing it in completes it.")


def _has_feedback(question: Question[Rich]) -> bool:
    """Return whether the author wrote any feedback on the whole question."""
    told = question.feedback
    return any((told.general, told.correct, told.incorrect))


def _questions(quiz: items.Quiz[Rich], publication: Publication) -> Iterator[Question[Rich]]:
    banks = {bank.id: bank.questions for bank in publication.banks}
    for part in quiz.questions:
        yield from banks[part.bank] if isinstance(part, Draw) else (part,)
