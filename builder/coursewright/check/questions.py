"""Questions: each can be answered, and its gaps are where its stem says."""

from __future__ import annotations

import re
from collections.abc import Iterator

from coursewright.check import rules
from coursewright.check.answers import answer_problems
from coursewright.model.course import Course
from coursewright.model.items import Quiz
from coursewright.model.source import Place, Source
from coursewright_packaging.diagnostic import Diagnostic, Rule
from coursewright_packaging.vocabulary import questions as q

__all__ = ["check_question", "check_questions"]

_GAP = re.compile(r"(?<![!\\])\[([A-Za-z_][A-Za-z0-9_-]*)\](?![(\[{:])")


def check_questions(course: Course) -> Iterator[Diagnostic]:
    """Yield what is wrong with questions, draws and quizzes."""
    sizes = {bank.id: len(bank.questions) for bank in course.banks}
    for bank in course.banks:
        for question in bank.questions:
            yield from check_question(question)
    for item in course.items():
        if isinstance(item, Quiz):
            yield from _quiz(item, sizes)


def _quiz(quiz: Quiz[Source], sizes: dict[str, int]) -> Iterator[Diagnostic]:
    points = 0.0
    for entry in quiz.questions:
        if isinstance(entry, q.Draw):
            points += entry.points * entry.count
            yield from _draw(entry, sizes, quiz.place)
        else:
            points += entry.points
            yield from check_question(entry)
    if quiz.settings.graded and not points:
        yield _at(rules.QUIZ_SCORES, quiz.place, f'the quiz "{quiz.id}" has no points')


def _draw(draw: q.Draw, sizes: dict[str, int], place: Place) -> Iterator[Diagnostic]:
    size = sizes.get(draw.bank)
    if size is not None and draw.count > size:
        message = f'{draw.count} questions are drawn from "{draw.bank}", which holds {size}'
        yield _at(rules.DRAW_FITS_BANK, place, message)


def check_question(question: q.Question[Source]) -> Iterator[Diagnostic]:
    """Yield what is wrong with one question."""
    place = question.stem.place
    if problem := _key_problem(question):
        yield _at(rules.QUESTION_HAS_KEY, place, f'question "{question.id}": {problem}')
    for rule, problem in answer_problems(question):
        yield _at(rule, place, f'question "{question.id}": {problem}')
    if few := _few_choices(question):
        yield _at(rules.MATCHING_HAS_A_CHOICE, place, f'question "{question.id}": {few}')
    for problem in _gap_problems(question):
        yield _at(rules.GAPS_MATCH_STEM, place, f'question "{question.id}": {problem}')


def _key_problem(question: q.Question[Source]) -> str:
    match question:
        case q.MultipleChoice(options=options):
            right = sum(option.correct for option in options)
            return (
                "" if right == 1 else f"{right} options are marked correct; needed is exactly one"
            )
        case q.MultipleAnswer(options=options):
            return "" if any(o.correct for o in options) else "no option is marked correct"
        case q.Dropdowns(dropdowns=dropdowns):
            wrong = [d.name for d in dropdowns if sum(o.correct for o in d.options) != 1]
            return f"gap {', '.join(wrong)} needs exactly one correct option" if wrong else ""
        case _:
            return ""


def _few_choices(question: q.Question[Source]) -> str:
    match question:
        case q.Matching(pairs=pairs, distractors=distractors):
            every = (*(pair.match for pair in pairs), *distractors)
            matches = len({each.text for each in every})
            few = len(pairs) < 2 or matches < 3
            return f"there are {len(pairs)} prompts and {matches} matches" if few else ""
        case q.Ordering(entries=entries) if len(entries) < 3:
            return f"there are {len(entries)} entries"
        case _:
            return ""


def _gap_problems(question: q.Question[Source]) -> Iterator[str]:
    names = _gap_names(question)
    if names is None:
        return
    written = set(_GAP.findall(question.stem.text))
    for name in sorted(set(names) - written):
        yield f"`[{name}]` does not stand in the stem"
    for name in sorted(written - set(names)):
        yield f"`[{name}]` stands in the stem, but no key says what fills it"


def _gap_names(question: q.Question[Source]) -> list[str] | None:
    match question:
        case q.Blanks(blanks=blanks):
            return [blank.name for blank in blanks]
        case q.Dropdowns(dropdowns=dropdowns):
            return [dropdown.name for dropdown in dropdowns]
        case q.Formula(variables=variables):
            return [variable.name for variable in variables]
        case _:
            return None


def _at(rule: Rule, place: Place, message: str) -> Diagnostic:
    return rule.at(place.path, message, line=place.line, column=place.column)
