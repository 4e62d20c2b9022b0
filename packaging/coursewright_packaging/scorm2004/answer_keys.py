"""What the player needs to judge answers, as JSON in the page.

The keys stand in the package because a SCO judges on the learner's machine; hiding them would
only look safe. Tests that must be secure belong on the platform or in a lab.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import singledispatch

from coursewright_packaging.qti.formula import value_sets
from coursewright_packaging.scorm2004.course import Pool, Test
from coursewright_packaging.vocabulary.questions import (
    Blanks,
    Dropdowns,
    Essay,
    Formula,
    Matching,
    MultipleAnswer,
    MultipleChoice,
    Numeric,
    Ordering,
    Question,
    ShortAnswer,
    TrueFalse,
)
from coursewright_packaging.vocabulary.text import Rich

__all__ = [
    "LONGEST_LINE",
    "Json",
    "answer_key",
    "longest_essay",
    "match_ids",
    "question_pool",
    "shown_values",
    "suspend_limit",
]

Json = None | bool | int | float | str | Sequence["Json"] | Mapping[str, "Json"]

LONGEST_LINE = 250  # RTE 4.2.9.1: characters of one fill-in response
_LONGEST_ESSAY = 4000  # RTE 4.2.9.1: characters of a long-fill-in response
_ALL_ESSAYS = 24_000  # leaves room for JSON's escapes within 64,000 characters
_STATE_FRAME = 300  # attempts, scores and punctuation around the answers


def answer_key(test: Test) -> dict[str, Json]:
    """Return what the player must know about a test, in the order of the page."""
    settings = test.settings
    return {
        "attempts": settings.attempts,
        "keep": settings.keep,
        "minutes": settings.time_limit,
        "showAnswers": settings.show_answers,
        "shuffle": settings.shuffle_questions,
        "parts": [_part(part, settings.shuffle_options) for part in test.parts],
    }


def question_pool(part: Question[Rich] | Pool) -> tuple[Question[Rich], ...]:
    """Return the questions that a part of a test may show."""
    return part.questions if isinstance(part, Pool) else (part,)


def longest_essay(test: Test) -> int:
    """Return how many characters each free text of the test may have, so that all can be saved."""
    essays = sum(isinstance(each, Essay) for part in test.parts for each in question_pool(part))
    return min(_LONGEST_ESSAY, _ALL_ESSAYS // max(essays, 1))


def suspend_limit(test: Test | None) -> int:
    """Return the most characters that the page may ask the platform to keep.

    SCORM 2004 RTE 4.2.24 lets it count on 64,000.
    """
    if test is None:
        return 0
    essay = longest_essay(test)
    every = (each for part in test.parts for each in question_pool(part))
    return _STATE_FRAME + sum(_state_size(each, essay) for each in every)


def _state_size(question: Question[Rich], essay: int) -> int:
    quotes = len(question.id) + 6
    match question:
        case Essay():
            return quotes + 2 * essay
        case Blanks():
            return quotes + sum(len(b.name) + 2 * LONGEST_LINE + 6 for b in question.blanks)
        case ShortAnswer():
            return quotes + 2 * LONGEST_LINE
        case Matching():
            return quotes + sum(2 * len(pair.id) + 20 for pair in question.pairs)
        case Dropdowns():
            return quotes + sum(
                len(d.name) + max(len(o.id) for o in d.options) + 6 for d in question.dropdowns
            )
        case Ordering():
            return quotes + sum(len(entry.id) + 3 for entry in question.entries)
        case MultipleChoice() | MultipleAnswer():
            return quotes + sum(len(option.id) + 3 for option in question.options)
    return quotes + 60


def _part(part: Question[Rich] | Pool, shuffle_options: bool) -> Json:
    pick, points = (part.count, part.points) if isinstance(part, Pool) else (1, None)
    return {
        "pick": pick,
        "questions": [
            {
                "id": each.id,
                "title": each.title,
                "points": each.points if points is None else points,
                "shuffle": shuffle_options or getattr(each, "shuffle", False),
                **_judge(each),
            }
            for each in question_pool(part)
        ],
    }


@singledispatch
def _judge(_question: Question[Rich]) -> dict[str, Json]:
    return {"type": "unscored"}


@_judge.register(MultipleChoice)
def _multiple_choice(question: MultipleChoice[Rich]) -> dict[str, Json]:
    correct = [option.id for option in question.options if option.correct]
    return {"type": "multiple-choice", "correct": correct}


@_judge.register(MultipleAnswer)
def _multiple_answer(question: MultipleAnswer[Rich]) -> dict[str, Json]:
    correct = [option.id for option in question.options if option.correct]
    return {"type": "multiple-answer", "correct": correct, "partial": question.partial_credit}


@_judge.register(TrueFalse)
def _true_false(question: TrueFalse[Rich]) -> dict[str, Json]:
    return {"type": "true-false", "correct": ["true" if question.answer else "false"]}


@_judge.register(ShortAnswer)
def _short_answer(question: ShortAnswer[Rich]) -> dict[str, Json]:
    accepted = [each.answer for each in question.accepted]
    return {"type": "short-answer", "accepted": accepted, "exactCase": question.case_sensitive}


@_judge.register(Blanks)
def _blanks(question: Blanks[Rich]) -> dict[str, Json]:
    return {
        "type": "blanks",
        "gaps": {blank.name: [each.answer for each in blank.accepted] for blank in question.blanks},
        "exactCase": question.case_sensitive,
        "partial": question.partial_credit,
    }


@_judge.register(Dropdowns)
def _dropdowns(question: Dropdowns[Rich]) -> dict[str, Json]:
    gaps = {d.name: [o.id for o in d.options if o.correct] for d in question.dropdowns}
    return {"type": "dropdowns", "gaps": gaps, "partial": question.partial_credit}


@_judge.register(Matching)
def _matching(question: Matching[Rich]) -> dict[str, Json]:
    ids = match_ids(question)
    gaps = {pair.id: [ids[pair.match.text]] for pair in question.pairs}
    return {"type": "matching", "gaps": gaps, "partial": question.partial_credit}


@_judge.register(Ordering)
def _ordering(question: Ordering[Rich]) -> dict[str, Json]:
    order = [entry.id for entry in question.entries]
    return {"type": "ordering", "order": order, "partial": question.partial_credit}


@_judge.register(Numeric)
def _numeric(question: Numeric[Rich]) -> dict[str, Json]:
    ranges = [[each.minimum, each.maximum] for each in question.answers]
    return {"type": "numeric", "ranges": ranges}


@_judge.register(Formula)
def _formula(question: Formula[Rich]) -> dict[str, Json]:
    """A number whose range depends on the set of values that the player draws."""
    sets: list[Json] = [
        {
            "values": shown,
            "range": [made.answer - question.tolerance, made.answer + question.tolerance],
        }
        for shown, made in zip(shown_values(question), value_sets(question), strict=True)
    ]
    return {"type": "numeric", "ranges": [], "sets": sets}


@_judge.register(Essay)
def _essay(_question: Essay[Rich]) -> dict[str, Json]:
    return {"type": "essay"}


def shown_values(question: Formula[Rich]) -> tuple[dict[str, str], ...]:
    """Return the sets of values of a calculated question, as learners read them."""
    decimals = {variable.name: variable.decimals for variable in question.variables}
    return tuple(
        {name: f"{value:.{decimals[name]}f}" for name, value in made.values}
        for made in value_sets(question)
    )


def match_ids(question: Matching[Rich]) -> dict[str, str]:
    """Return an id for each different match by its text; equal matches are the same choice."""
    matches = [*(pair.match for pair in question.pairs), *question.distractors]
    return {text: f"m{n}" for n, text in enumerate(sorted({each.text for each in matches}))}
