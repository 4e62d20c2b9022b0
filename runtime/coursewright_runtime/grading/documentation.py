"""How the learner's work is explained: docstrings, comments, README."""

from __future__ import annotations

import ast
import io
import tokenize
from collections.abc import Iterator

from coursewright_runtime.grading.checks import Check, share
from coursewright_runtime.grading.code import LearnerCode, Module
from coursewright_runtime.grading.lab import Documentation

__all__ = ["documentation"]

_SHOWN = 8


def documentation(rules: Documentation, code: LearnerCode) -> Iterator[Check]:
    """Yield what the rules say; nothing is reached where there is no code."""
    modules = [module for module in code.modules.values() if module.tree]
    if rules.docstrings:
        yield _docstrings(rules, modules)
    if rules.comments:
        yield _comments(rules, modules)
    if rules.readme:
        yield _readme(rules, code)


def _docstrings(rules: Documentation, modules: list[Module]) -> Check:
    parts = [
        part for module in modules if module.tree for part in _public(module.name, module.tree)
    ]
    without = [name for name, has in parts if not has]
    reached = (1 - len(without) / len(parts)) if parts else 0.0
    message = f"no docstring: {', '.join(without[:_SHOWN])}" if without else ""
    return Check(rules.criterion, "docstrings", share(reached, rules.docstrings), message)


def _public(name: str, tree: ast.Module) -> Iterator[tuple[str, bool]]:
    """Yield each public part of a module and whether it has a docstring."""
    if not name.endswith(".ipynb"):
        yield name, bool(ast.get_docstring(tree))
    for node in ast.walk(tree):
        kinds = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
        if isinstance(node, kinds) and not node.name.startswith("_"):
            yield f"{name}: {node.name}", bool((ast.get_docstring(node) or "").strip())


def _comments(rules: Documentation, modules: list[Module]) -> Check:
    lines = sum(len([line for line in m.text.splitlines() if line.strip()]) for m in modules)
    count = sum(_comment_lines(module.text) for module in modules)
    reached = share(100 * count / lines, rules.comments) if lines else 0.0
    message = "" if reached == 1 else f"{count} comments in {lines} lines"
    return Check(rules.criterion, "comments", reached, message)


def _comment_lines(text: str) -> int:
    try:
        tokens = list(tokenize.generate_tokens(io.StringIO(text).readline))
    except (tokenize.TokenError, SyntaxError):
        return 0
    return sum(token.type == tokenize.COMMENT for token in tokens)


def _readme(rules: Documentation, code: LearnerCode) -> Check:
    words = len(code.texts.get(rules.readme, "").split())
    reached = share(words, rules.readme_words) if words else 0.0
    missing = f"{rules.readme} is missing" if not words else f"{rules.readme} has {words} words"
    return Check(rules.criterion, rules.readme, reached, "" if reached == 1 else missing)
