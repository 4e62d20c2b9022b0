"""What Classic Quizzes cannot say of questions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from coursewright.model import items
from coursewright.targets.base import Loss
from coursewright.targets.item_fragment import has_marked_up_matches
from coursewright.targets.lost import Lost
from coursewright_packaging.vocabulary import questions as q
from coursewright_packaging.vocabulary.text import Rich

__all__ = ["bank_losses", "question_losses"]


_TABLE: tuple[Lost[q.Question[Rich]], ...] = (
    Lost(
        "question.ordering",
        lambda each: isinstance(each, q.Ordering),
        "Classic Quizzes have no ordering question.",
        "A matching question of places and entries.",
    ),
    Lost(
        "question.partial_credit",
        lambda each: not getattr(each, "partial_credit", True),
        "Classic Quizzes give a share of the points for a partly right answer.",
        "A partly right answer earns its share.",
    ),
    Lost(
        "question.case_sensitive",
        lambda each: getattr(each, "case_sensitive", False),
        "Classic Quizzes compare without regard to capitals.",
        "Capitals do not count.",
    ),
    Lost(
        "question.pairs",
        has_marked_up_matches,
        "Classic Quizzes show what is matched as plain text.",
        "Its text without formatting.",
    ),
    Lost(
        "question.model_answer",
        lambda each: getattr(each, "model_answer", None) is not None,
        "Learners could read what stands in a quiz.",
        "It stays in your course.",
        "Give it to those who grade.",
    ),
    Lost(
        "question.extensions",
        lambda each: bool(getattr(each, "extensions", ())),
        "An upload question of Classic Quizzes takes any file.",
        "Files of all kinds may be sent; name the kinds in the question.",
    ),
)


def question_losses(quiz: items.Quiz[Rich]) -> Iterator[Loss]:
    """Yield the losses of the quiz's own questions, each once."""
    own = tuple(entry for entry in quiz.questions if isinstance(entry, q.Question))
    yield from _losses(own, quiz.id)
    if not quiz.settings.shuffle_options and any(getattr(each, "shuffle", False) for each in own):
        reason = "Classic Quizzes shuffle the options of all questions or of none."
        fallback = "Options come in your order; set `shuffle_options` for the quiz."
        yield Loss("question.shuffle", quiz.id, reason, fallback)


def bank_losses(bank: q.Bank[Rich]) -> Iterator[Loss]:
    """Yield the losses of a bank's questions, each once."""
    yield from _losses(bank.questions, bank.id)


def _losses(questions: Sequence[q.Question[Rich]], holder: str) -> Iterator[Loss]:
    for line in _TABLE:
        first = next(filter(line.when, questions), None)
        if first:
            yield from line.losses(first, holder)
