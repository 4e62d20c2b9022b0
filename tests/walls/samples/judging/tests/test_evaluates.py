"""Tests that execute texts: what the author wrote may be, what the submission says may not."""

import textwrap

import answer

SOURCE = """
    value = 6 * 7
    """


def test_text_of_the_submission():
    assert eval(answer.formula()) == 42


def test_code_of_the_submission():
    code = compile(answer.formula(), "formula", "eval")
    assert eval(code) == 42


def test_own_text():
    names = {}
    exec(textwrap.dedent(SOURCE), names)
    assert names["value"] == 42
    assert eval("6 * 7") == 42
