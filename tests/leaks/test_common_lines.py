"""Lines that any program holds are not searched for; a solution's own lines always are."""

from __future__ import annotations

import keyword

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from coursewright.leaks.needles import needles
from coursewright.model.secrets import Secret

COMMON = (
    "@dataclass(frozen=True)",
    "@dataclass(frozen=True, slots=True)",
    "@functools.lru_cache(maxsize=None)",
    "@staticmethod",
    "for i in range(10):",
    "for _ in range(1000):",
    "for i in range(0, 100, 5):",
    "for index in range(len(words)):",
    "for word in words:",
    "for i, line in enumerate(lines):",
    "for number, line in enumerate(lines, start=1):",
    "for key, value in counts.items():",
    "while True:",
    "else:",
    "try:",
    "except ValueError as error:",
    "except (KeyError, TypeError):",
    "except Exception as e:",
    "def __init__(self, name: str) -> None:",
    "from dataclasses import dataclass, field",
    'raise NotImplementedError("your turn")',
)
TELLING = (
    "for head in attention_heads[::-1]:",
    "for attempt in range(MAX_ATTEMPTS + 1):",
    "for i in range(1729):",
    "for i in range(10): total += weights[i]",
    "while queue and budget > 0:",
    "while True: return secret_answer",
    '@app.route("/answers/42")',
    "@retry(wait=exponential(2, 8))",
    "@given(secret=forty_two)",
    "except ValueError: return fallback_reply",
    "except RateLimited(after=30) as error:",
    "else: return messages[-1]",
    "def main(): return solve_everything()",
    "def main() -> int: return solve_everything()",
    "return True and is_prime(number)",
    "for word in words: counts[word] += 1",
    "for i in range(10):  # the tenth is the answer",
)
NAMES = st.from_regex(r"[a-z]{3,9}", fullmatch=True).filter(
    lambda name: not keyword.iskeyword(name)
)
CALLS = st.builds("{0}.{1}({2})".format, NAMES, NAMES, NAMES)
STATEMENTS = st.one_of(
    st.builds("{0} = {1}".format, NAMES, CALLS),
    st.builds("return {0}[{1}]".format, NAMES, CALLS),
    st.builds("{0}.{1}({2})".format, NAMES, NAMES, CALLS),
    st.builds("if {0} < {1}:".format, NAMES, CALLS),
    st.builds("while {0}:".format, CALLS),
    st.builds("for {0} in {1}:".format, NAMES, CALLS),
    st.builds("@{0}({1})".format, NAMES, CALLS),
)


def _searched(line: str) -> bool:
    return bool(needles([Secret("lab", "lab.ipynb, cell 1", line, marked=True)], []))


@pytest.mark.parametrize("line", COMMON)
def test_what_any_program_holds_is_common(line: str) -> None:
    assert not _searched(line)
    assert not _searched(f"        {line}  ")


@pytest.mark.parametrize("line", TELLING)
def test_what_a_solution_says_is_searched_for(line: str) -> None:
    assert _searched(line)


@given(STATEMENTS)
def test_no_statement_with_a_call_is_common(line: str) -> None:
    assert _searched(line)


@given(st.sampled_from(COMMON), STATEMENTS)
def test_a_common_line_hides_no_statement_beside_it(common: str, statement: str) -> None:
    assume(not common.startswith(("from ", "raise ")))
    assert _searched(f"{common} {statement}")
    assert _searched(f"{common}; {statement}")
    assert _searched(f"{statement}  # {common}")


@given(st.text(st.characters(codec="ascii"), min_size=1, max_size=40), st.sampled_from(COMMON))
def test_what_follows_a_header_tells(tail: str, header: str) -> None:
    """Whatever makes a header another line than itself makes it a line to search for."""
    assume(header.endswith(":") and tail.strip() and len("".join((header + tail).split())) >= 12)
    assert _searched(header + "x" + tail)
