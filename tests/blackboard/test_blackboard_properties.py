"""Whatever authors write: fields stay fields, and every package verifies clean."""

from __future__ import annotations

from html import escape, unescape
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from coursewright_packaging.archive import Archive
from coursewright_packaging.blackboard import verify_course
from coursewright_packaging.blackboard.course import BlackboardCourse, Folder, Pool, Test
from coursewright_packaging.blackboard.identifiers import Numbers
from coursewright_packaging.blackboard.mathml import mathml
from coursewright_packaging.blackboard.package import course_archive, pool_archive
from coursewright_packaging.blackboard.tab_text import View, lines, text_files
from coursewright_packaging.blackboard.verify_text import verify_text
from coursewright_packaging.diagnostic import Severity
from coursewright_packaging.vocabulary import questions as q
from coursewright_packaging.vocabulary.text import Rich

TEXT = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40)
WORD = st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=12)
NUMBER = st.floats(-1e6, 1e6, allow_nan=False)


def rich(text: str) -> Rich:
    return Rich(f"<p>{escape(text)}</p>", text)


RICH = TEXT.map(rich)
FEEDBACK = st.builds(q.Feedback, st.none() | RICH, st.none() | RICH, st.none() | RICH)


@st.composite
def options(draw: st.DrawFn, most: int = 5) -> tuple[q.Option[Rich], ...]:
    """Return 2 to `most` options, at least one of them correct."""
    count = draw(st.integers(2, most))
    right = draw(st.sets(st.integers(0, count - 1), min_size=1))
    return tuple(
        q.Option(f"o{n}", draw(RICH), n in right, draw(st.none() | RICH)) for n in range(count)
    )


@st.composite
def question(draw: st.DrawFn, key: str) -> q.Question[Rich]:
    """Return a question of any type but text-only."""
    common = {
        "id": key,
        "title": draw(TEXT),
        "stem": draw(RICH),
        "feedback": draw(FEEDBACK),
        "points": draw(st.floats(0, 100)),
    }
    make = draw(st.sampled_from((_choice, _choices, _typed, _gaps, _lists, _pairs, _other)))
    return make(draw, common)


def _choice(draw: st.DrawFn, common: dict[str, Any]) -> q.Question[Rich]:
    if draw(st.booleans()):
        return q.TrueFalse(**common, answer=draw(st.booleans()))
    first, *rest = draw(options())
    one = (_marked(first, True), *(_marked(option, False) for option in rest))
    return q.MultipleChoice(**common, options=one)


def _choices(draw: st.DrawFn, common: dict[str, Any]) -> q.Question[Rich]:
    if draw(st.booleans()):
        return q.Ordering(**common, entries=draw(options()))
    return q.MultipleAnswer(**common, options=draw(options()), partial_credit=draw(st.booleans()))


def _typed(draw: st.DrawFn, common: dict[str, Any]) -> q.Question[Rich]:
    if draw(st.booleans()):
        accepted = tuple(q.Accepted(text) for text in draw(st.lists(WORD, min_size=1)))
        return q.ShortAnswer(**common, accepted=accepted)
    middle, width = draw(NUMBER), draw(st.floats(0, 100))
    answer = q.NumericAnswer(middle - width, middle + width, middle, width)
    return q.Numeric(**common, answers=(answer,))


def _gaps(draw: st.DrawFn, common: dict[str, Any]) -> q.Question[Rich]:
    names = draw(st.lists(WORD, min_size=1, max_size=5, unique=True))
    gaps = tuple(q.Blank(name, (q.Accepted(draw(WORD)),)) for name in names)
    return q.Blanks(**{**common, "stem": _gapped(names)}, blanks=gaps)


def _lists(draw: st.DrawFn, common: dict[str, Any]) -> q.Question[Rich]:
    names = draw(st.lists(WORD, min_size=1, max_size=4, unique=True))
    lists = tuple(q.Dropdown(name, _distinct(draw(options(4)))) for name in names)
    return q.Dropdowns(**{**common, "stem": _gapped(names)}, dropdowns=lists)


def _pairs(draw: st.DrawFn, common: dict[str, Any]) -> q.Question[Rich]:
    count = draw(st.integers(2, 5))
    pairs = tuple(q.Pair(f"p{n}", draw(RICH), draw(RICH)) for n in range(count))
    wrong = tuple(draw(st.lists(RICH, max_size=2)))
    return q.Matching(**common, pairs=pairs, distractors=wrong)


def _other(draw: st.DrawFn, common: dict[str, Any]) -> q.Question[Rich]:
    if draw(st.booleans()):
        return q.Essay(**common, model_answer=draw(st.none() | RICH))
    variables = (q.Variable("x", 1, 9, 2),)
    return q.Formula(**common, expression="x^2 / (x + 1)", variables=variables)


def _marked(option: q.Option[Rich], correct: bool) -> q.Option[Rich]:
    return q.Option(option.id, option.text, correct, option.feedback)


def _distinct(every: tuple[q.Option[Rich], ...]) -> tuple[q.Option[Rich], ...]:
    """Return the options with texts that differ, as a list to choose from must have."""
    return tuple(q.Option(o.id, rich(f"{o.id} {o.text.text}"), o.correct) for o in every)


def _gapped(names: list[str]) -> Rich:
    return rich(" ".join(f"[{name}]" for name in names))


@st.composite
def question_list(draw: st.DrawFn) -> tuple[q.Question[Rich], ...]:
    """Return 1 to 4 questions."""
    return tuple(draw(question(f"q{n}")) for n in range(draw(st.integers(1, 4))))


def _faults(archive: Archive) -> list[str]:
    files = {m.name: m.content for m in archive.members if isinstance(m.content, bytes)}
    found = verify_course.verify(tuple(files), files.__getitem__, "package.zip")
    # Advice is about other platforms, say a matching question with two texts only.
    return [f"{d.rule} {d.message}" for d in found if d.severity is not Severity.ADVICE]


@settings(max_examples=60, deadline=None)
@given(question_list(), TEXT)
def test_any_pool_verifies_clean(questions: tuple[q.Question[Rich], ...], title: str) -> None:
    assert _faults(pool_archive(Pool("pool", title, questions))) == []


@settings(max_examples=30, deadline=None)
@given(question_list(), question_list(), TEXT, st.integers(1, 4))
def test_any_course_with_a_random_block_verifies_clean(
    own: tuple[q.Question[Rich], ...],
    bank: tuple[q.Question[Rich], ...],
    title: str,
    count: int,
) -> None:
    drawn = tuple(_renamed(each, f"b{n}") for n, each in enumerate(bank))
    draw = q.Draw("draw", "bank", min(count, len(drawn)), 2.0)
    test = Test(id="quiz", title=title, body=f"<p>{escape(title)}</p>", parts=(*own, draw))
    folder = Folder(id="one", title=title, children=(test,))
    pools = (Pool("bank", title, drawn),)
    course = BlackboardCourse(id="demo", title=title, contents=(folder,), pools=pools)
    assert _faults(course_archive(course)) == []


def _renamed(question: q.Question[Rich], key: str) -> q.Question[Rich]:
    fields = {name: getattr(question, name) for name in _names(type(question))}
    return type(question)(**{**fields, "id": key})


def _names(kind: type[q.Question[Rich]]) -> tuple[str, ...]:
    return tuple(kind.__dataclass_fields__)


@settings(max_examples=80, deadline=None)
@given(question_list(), st.sampled_from(View))
def test_text_injects_neither_fields_nor_lines(
    questions: tuple[q.Question[Rich], ...], view: View
) -> None:
    made = lines(questions, view)
    assert len(made) == len(questions)
    (data,) = text_files(made, view)
    found = list(verify_text(data, f"blackboard/questions/{view.value}/quiz.txt"))
    assert found == []


@given(TEXT)
def test_a_stem_is_one_field_that_reads_as_written(text: str) -> None:
    fact = q.TrueFalse(id="t", title="T", stem=rich(text), answer=True)
    (line,) = lines((fact,), View.ORIGINAL)
    keyword, stem, answer = line.text.split("\t")
    assert (keyword, answer) == ("TF", "true")
    shown = unescape(stem.replace("<br />", " "))
    assert "".join(shown.split()) == "".join(_visible(text).split()) or not _visible(text).strip()


def _visible(text: str) -> str:
    """Return the text without control characters, which no field may hold."""
    return "".join(" " if ord(c) < 32 or 127 <= ord(c) < 160 or c == "\ufeff" else c for c in text)


@given(st.lists(st.tuples(WORD, WORD), unique=True, max_size=200))
def test_numbers_are_unique_and_do_not_depend_on_order(names: list[tuple[str, str]]) -> None:
    there, back = Numbers(), Numbers()
    given_ = {name: there.of(*name) for name in names}
    assert len({*given_.values()}) == len(names)
    assert given_ == {name: back.of(*name) for name in reversed(names)}
    assert all(0 < number < 1 << 31 for number in given_.values())


def test_a_formula_keeps_its_brackets() -> None:
    shown = mathml("a - (b - c) / sqrt(2)^-x")
    assert shown == (
        '<math xmlns="http://www.w3.org/1998/Math/MathML"><mrow><mi>a</mi><mo>-</mo><mfrac>'
        "<mrow><mrow><mi>b</mi><mo>-</mo><mi>c</mi></mrow></mrow><mrow><msup><mrow><mrow>"
        "<mi>sqrt</mi><mo>(</mo><mn>2</mn><mo>)</mo></mrow></mrow><mrow><mrow><mo>-</mo><mi>x</mi>"
        "</mrow></mrow></msup></mrow></mfrac></mrow></math>"
    )
