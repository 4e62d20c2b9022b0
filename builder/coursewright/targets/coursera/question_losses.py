"""What the quiz documents that Coursera imports cannot say."""

from __future__ import annotations

from collections.abc import Iterator

from coursewright.model import items
from coursewright.model.course import Publication
from coursewright.targets.base import Loss
from coursewright.targets.lost import Lost
from coursewright.targets.question_traits import has_image, is_formatted
from coursewright_packaging.coursera.numbering import LETTERS, numbered
from coursewright_packaging.vocabulary import questions as q
from coursewright_packaging.vocabulary.text import Rich

__all__ = ["quiz_losses"]

Question = q.Question[Rich]
_LEFT_OUT = "The upload plan holds it; the document leaves it out."
_ADD_IT = "Add the question by hand."


def _split(kind: str, of: type, parts: str) -> Lost[Question]:
    reason = "The import knows no such question."
    fallback = f"One question for each {parts}; each earns its share of the points."
    return Lost(f"question.{kind}", lambda e: isinstance(e, of), reason, fallback)


_QUESTION: tuple[Lost[Question], ...] = (
    _split("blanks", q.Blanks, "gap"),
    _split("dropdowns", q.Dropdowns, "gap"),
    _split("matching", q.Matching, "pair"),
    _split("ordering", q.Ordering, "place"),
    Lost(
        "question.numeric.answers",
        lambda e: isinstance(e, q.Numeric) and _is_mixed(e),
        "A text match knows no range.",
        "The exact numbers alone.",
        "Add the range, and what is said to it.",
    ),
    Lost(
        "question.numeric",
        lambda e: isinstance(e, q.Numeric) and not _exact(e),
        "A text match knows no range.",
        _LEFT_OUT,
        _ADD_IT,
    ),
    Lost(
        "question.numeric.answers.tolerance",
        lambda e: isinstance(e, q.Numeric) and any(answer.tolerance for answer in e.answers),
        "A text match knows no tolerance.",
        "A text match with the exact number.",
    ),
    Lost(
        "question.formula",
        lambda e: isinstance(e, q.Formula),
        "The import takes no formula.",
        _LEFT_OUT,
        _ADD_IT,
    ),
    Lost(
        "question.essay",
        lambda e: isinstance(e, q.Essay),
        "The import takes no question that a person grades.",
        _LEFT_OUT,
        "Add the question by hand, or make a peer review of it.",
    ),
    Lost(
        "question.file-upload",
        lambda e: isinstance(e, q.FileUpload),
        "The import takes no question that a person grades.",
        _LEFT_OUT,
        "Add the question by hand, or make a peer review of it.",
    ),
    Lost(
        "question.text",
        lambda e: isinstance(e, q.TextOnly),
        "A document holds questions only.",
        "Its text in front of the question after it; a quiz's last text in the instructions.",
    ),
    Lost(
        "question.case_sensitive",
        lambda e: isinstance(e, q.ShortAnswer | q.Blanks) and e.case_sensitive,
        "The document has no mark for capitals that count.",
        "A text match as the platform compares it.",
    ),
    Lost(
        "question.options",
        lambda e: _too_many(e),
        f"Options are called A to {LETTERS[-1]}, and there are more.",
        _LEFT_OUT,
        _ADD_IT,
    ),
    Lost(
        "question.image",
        has_image,
        "The document is made of lines of text.",
        "The picture's text.",
        "Add the picture.",
    ),
    Lost(
        "question.formatting",
        is_formatted,
        "The document is made of lines of text.",
        "The same words as plain text.",
    ),
)


def quiz_losses(quiz: items.Quiz[Rich], publication: Publication) -> Iterator[Loss]:
    """Yield what is lost of a quiz and of the banks that it draws from, each feature once."""
    banks = {bank.id: bank.questions for bank in publication.banks}
    asked: list[Question] = []
    for part in quiz.questions:
        asked += banks[part.bank] if isinstance(part, q.Draw) else [part]
    for line in _QUESTION:
        first = next(filter(line.when, asked), None)
        if first:
            yield from line.losses(first, quiz.id)
    if any(isinstance(part, q.Draw) for part in quiz.questions):
        reason = "The import knows no draw, only variants of one number."
        fallback = "Fixed groups that share out the bank's questions; one of each group is asked."
        yield Loss("quiz.draw", quiz.id, reason, fallback)
    if not numbered(quiz.questions, banks):
        reason = "No question of it can be imported."
        fallback = "No document; the upload plan holds its questions."
        yield Loss("quiz.questions", quiz.id, reason, fallback, "Add the questions by hand.")


def _exact(question: q.Numeric[Rich]) -> bool:
    return any(answer.exact is not None for answer in question.answers)


def _is_mixed(question: q.Numeric[Rich]) -> bool:
    return _exact(question) and any(answer.exact is None for answer in question.answers)


def _too_many(question: Question) -> bool:
    match question:
        case q.MultipleChoice(options=options) | q.MultipleAnswer(options=options):
            return len(options) > len(LETTERS)
        case q.Ordering(entries=entries):
            return len(entries) > len(LETTERS)
        case q.Dropdowns(dropdowns=dropdowns):
            return any(len(each.options) > len(LETTERS) for each in dropdowns)
        case q.Matching(pairs=pairs, distractors=others):
            return len({*(p.match.text for p in pairs), *(o.text for o in others)}) > len(LETTERS)
    return False
