"""What a question offers and accepts: told apart, possible, computable."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import singledispatch

from coursewright.check import rules
from coursewright.model.source import Source
from coursewright_packaging.diagnostic import Rule
from coursewright_packaging.vocabulary import questions as q

__all__ = ["answer_problems"]

Problem = tuple[Rule, str]


@singledispatch
def answer_problems(_question: q.Question[Source]) -> Iterator[Problem]:
    """Yield the rules that a question's answers break, each with a message."""
    return iter(())


def _repeated(texts: Iterable[str], what: str) -> Iterator[Problem]:
    for text, count in Counter(" ".join(text.split()) for text in texts).items():
        if count > 1:
            yield rules.OPTIONS_DIFFER, f'the {what} "{text[:40]}" stands there {count} times'


@answer_problems.register(q.MultipleChoice)
@answer_problems.register(q.MultipleAnswer)
def _of_options(question: q.MultipleChoice[Source] | q.MultipleAnswer[Source]) -> Iterator[Problem]:
    return _repeated((option.text.text for option in question.options), "option")


@answer_problems.register(q.Dropdowns)
def _of_dropdowns(question: q.Dropdowns[Source]) -> Iterator[Problem]:
    for dropdown in question.dropdowns:
        yield from _repeated((option.text.text for option in dropdown.options), "option")


@answer_problems.register(q.Matching)
def _of_matches(question: q.Matching[Source]) -> Iterator[Problem]:
    yield from _repeated((pair.prompt.text for pair in question.pairs), "prompt")
    # One match may fit several prompts, but a distractor fits none.
    matches = {pair.match.text for pair in question.pairs}
    wrong = [text.text for text in question.distractors]
    yield from _repeated(wrong, "distractor")
    for text in sorted(matches & set(wrong)):
        yield rules.OPTIONS_DIFFER, f'the distractor "{text[:40]}" is a match of a prompt'


@answer_problems.register(q.Ordering)
def _of_entries(question: q.Ordering[Source]) -> Iterator[Problem]:
    return _repeated((entry.text.text for entry in question.entries), "entry")


@answer_problems.register(q.Numeric)
def _of_numbers(question: q.Numeric[Source]) -> Iterator[Problem]:
    for answer in question.answers:
        if answer.exact is None and answer.minimum > answer.maximum:
            message = f"the range goes from {answer.minimum:g} down to {answer.maximum:g}"
            yield rules.RANGES_RISE, message


@answer_problems.register(q.Formula)
def _of_formula(question: q.Formula[Source]) -> Iterator[Problem]:
    from coursewright_packaging.qti.formula import FormulaFault, value_sets

    for variable in question.variables:
        if variable.minimum > variable.maximum:
            message = f"the values of `{variable.name}` go from {variable.minimum:g} down"
            yield rules.RANGES_RISE, f"{message} to {variable.maximum:g}"
            return
    try:
        value_sets(question)
    except FormulaFault as fault:
        yield rules.FORMULA_COMPUTES, _in_words(question.expression, fault)


def _in_words(expression: str, fault: Exception) -> str:
    """Return why a formula has no value, in an author's words."""
    from coursewright_packaging.qti.formula import FormulaFault

    match fault.__cause__:
        case SyntaxError():
            return f"`{expression}` is no formula; a sign or a bracket is missing or too much"
        case ZeroDivisionError():
            return f"`{expression}` has no value: it divides by zero"
        case OverflowError():
            return f"`{expression}` has no value: it becomes too large"
        case None | FormulaFault():
            return str(fault)
        case _:
            return f"`{expression}` has no value for some values of its variables"
