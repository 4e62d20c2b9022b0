"""What Blackboard's questions cannot say."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from coursewright.targets.base import Loss
from coursewright.targets.learn.contents import has_value
from coursewright.targets.lost import Lost
from coursewright_packaging.vocabulary import questions as q
from coursewright_packaging.vocabulary.prefaces import Part
from coursewright_packaging.vocabulary.text import Rich

__all__ = ["question_losses"]

_MOST_GAPS = 10  # Fill in Multiple Blanks

_QUESTION: tuple[Lost[q.Question[Rich]], ...] = (
    Lost(
        "question.text",
        lambda e: isinstance(e, q.TextOnly),
        "A test holds questions only.",
        "The text in front of the next question, or in the instructions.",
    ),
    Lost(
        "question.numeric",
        lambda e: isinstance(e, q.Numeric) and len(e.answers) > 1,
        "A numeric question has one answer.",
        "The first answer.",
    ),
    Lost(
        "question.dropdowns",
        lambda e: isinstance(e, q.Dropdowns) and not _one_list(e),
        "All gaps of a jumbled sentence share one list.",
        "One list with all options.",
    ),
    Lost(
        "question.blanks",
        lambda e: isinstance(e, q.Blanks) and len(e.blanks) > _MOST_GAPS,
        f"Learn edits at most {_MOST_GAPS} gaps.",
        "All gaps; split the question when the import refuses it.",
    ),
    Lost(
        "question.file-upload.extensions",
        lambda e: isinstance(e, q.FileUpload) and bool(e.extensions),
        "A file question takes any file.",
        "Any file.",
    ),
    Lost(
        "question.formula",
        lambda e: not has_value(e),
        "The formula has no value.",
        "Nothing; mend the formula.",
    ),
)


def question_losses(parts: Sequence[Part], key: str) -> Iterator[Loss]:
    """Yield what is lost of a quiz or bank, each feature once. key: its id."""
    asked = [part for part in parts if isinstance(part, q.Question)]
    for line in _QUESTION:
        first = next(filter(line.when, asked), None)
        if first:
            yield from line.losses(first, key)


def _one_list(question: q.Dropdowns[Rich]) -> bool:
    lists = {tuple(sorted(o.text.text for o in gap.options)) for gap in question.dropdowns}
    return len(lists) == 1
