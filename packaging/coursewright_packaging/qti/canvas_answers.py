"""What a Canvas item numbers: its answers, pairs, matches and gaps."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from coursewright_packaging.qti.choices import Answer, answer_ids, answers
from coursewright_packaging.vocabulary import questions as q
from coursewright_packaging.vocabulary.text import Rich

__all__ = ["gaps", "matches", "original_ids", "pairs"]


def original_ids(question: q.Question[Rich]) -> Sequence[int]:
    """Return the numbers of the question's answers, in the order of its item."""
    match question:
        case q.Matching() | q.Ordering():
            return [number for number, _, _ in pairs(question)]
        case q.Blanks() | q.Dropdowns():
            return [answer.ident for _, gap in gaps(question) for answer in gap]
        case q.Numeric(answers=accepted):
            return answer_ids(question.id, (f"n{n}" for n in range(len(accepted))))
        case _:
            return [answer.ident for answer in answers(question)]


def pairs(
    question: q.Matching[Rich] | q.Ordering[Rich],
) -> list[tuple[int, Rich, Rich]]:
    """Return number, left side and right side; an order is matched with its places."""
    if isinstance(question, q.Ordering):
        numbers = answer_ids(question.id, (entry.id for entry in question.entries))
        places = (Rich(f"{n + 1}.", f"{n + 1}.") for n in range(len(question.entries)))
        rows = zip(numbers, places, question.entries, strict=True)
        return [(number, place, entry.text) for number, place, entry in rows]
    numbers = answer_ids(question.id, (pair.id for pair in question.pairs))
    rows_ = zip(numbers, question.pairs, strict=True)
    return [(number, pair.prompt, pair.match) for number, pair in rows_]


def matches(question: q.Matching[Rich] | q.Ordering[Rich]) -> dict[str, tuple[int, Rich]]:
    """Return every right side once, by its text: Canvas shows one list for all prompts."""
    texts = [right for _, _, right in pairs(question)]
    if isinstance(question, q.Matching):
        texts += question.distractors
    unique = {text.text: text for text in texts}
    numbers = answer_ids(f"{question.id}:match", unique)
    # By number, since the author's order of an ordering question is its answer.
    return dict(
        sorted(
            ((key, (number, unique[key])) for key, number in zip(unique, numbers, strict=True)),
            key=lambda row: row[1][0],
        )
    )


def gaps(question: q.Question[Rich]) -> Iterator[tuple[str, tuple[Answer, ...]]]:
    """Yield name and answers of each gap; nothing for questions without gaps."""
    if isinstance(question, q.Dropdowns):
        for dropdown in question.dropdowns:
            ids = answer_ids(f"{question.id}:{dropdown.name}", (o.id for o in dropdown.options))
            rows = zip(ids, dropdown.options, strict=True)
            yield dropdown.name, tuple(Answer(n, o.text, o.correct, o.feedback) for n, o in rows)
    elif isinstance(question, q.Blanks):
        for blank in question.blanks:
            ids = answer_ids(f"{question.id}:{blank.name}", (a.answer for a in blank.accepted))
            rows_ = zip(ids, blank.accepted, strict=True)
            yield (
                blank.name,
                tuple(Answer(n, Rich(a.answer, a.answer), True, a.feedback) for n, a in rows_),
            )
