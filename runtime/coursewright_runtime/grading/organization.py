"""How the learner's modules are organised: rules on syntax trees, and ruff."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from typing import TypeAlias

from coursewright_runtime.grading.checks import Check, functions, imports, share
from coursewright_runtime.grading.code import LearnerCode, Module
from coursewright_runtime.grading.lab import ModuleRule, Organization
from coursewright_runtime.grading.style import Finding, style

__all__ = ["organization"]

_LINES_PER_FINDING = 10  # a finding in as many lines loses all points of style
_SHOWN = 8


def organization(rules: Organization, code: LearnerCode) -> Iterator[Check]:
    """Yield what the rules say of the code; nothing is reached where there is no code."""
    parsed = {name: module for name, module in code.modules.items() if module.tree}
    files = {name: m for name, m in code.modules.items() if not name.endswith(".ipynb")}
    for title, reached, message in _found(rules, code.modules, parsed, files):
        yield Check(rules.criterion, title, reached if code else 0.0, message)


_Found: TypeAlias = Iterator[tuple[str, float, str]]


def _found(
    rules: Organization,
    every: Mapping[str, Module],
    parsed: Mapping[str, Module],
    files: Mapping[str, Module],
) -> _Found:
    for name in rules.required_modules:
        there = name in files
        yield f"{name} exists", float(there), "" if there else f"the module {name} is missing"
    if broken := [f"{m.name}: {m.problem}" for m in every.values() if not m.tree]:
        yield "every module is Python", 1 - len(broken) / len(every), "; ".join(broken)
    if rules.minimum_functions:
        count = sum(len(functions(m.tree)) for m in parsed.values() if m.tree)
        yield from _minimum("the modules together", count, rules.minimum_functions)
    if not rules.top_level_work:
        yield _top_level(files)
    if rules.banned_imports:
        yield _banned("no banned import", rules.banned_imports, parsed)
    for rule in rules.modules:
        yield from _module(rule, parsed.get(rule.file))
    if rules.ruff:
        yield _style(style(every, rules.ruff), every)


def _minimum(who: str, count: int, wanted: int) -> _Found:
    message = "" if count >= wanted else f"{who} define {count} functions; at least {wanted}"
    yield f"at least {wanted} functions", share(count, wanted), message


def _top_level(modules: Mapping[str, Module]) -> tuple[str, float, str]:
    working = [name for name, module in modules.items() if module.tree and _works(module.tree)]
    reached = 1 - len(working) / len(modules) if modules else 1.0
    message = f"{', '.join(working)} do work when imported" if working else ""
    return "no work when imported", reached, message


def _works(tree: ast.Module) -> bool:
    loops = (ast.For, ast.AsyncFor, ast.While, ast.With, ast.AsyncWith)
    return any(
        isinstance(node, loops)
        or (isinstance(node, ast.Expr) and not isinstance(node.value, ast.Constant))
        for node in tree.body
    )


def _banned(
    title: str, banned: tuple[str, ...], modules: Mapping[str, Module]
) -> tuple[str, float, str]:
    bad = [
        f"{name} imports {found}"
        for name, module in modules.items()
        if module.tree
        for found in sorted(set(imports(module.tree)))
        if found in banned or found.partition(".")[0] in banned
    ]
    return title, float(not bad), "; ".join(bad)


def _module(rule: ModuleRule, module: Module | None) -> _Found:
    tree = module.tree if module else None
    if module is None or tree is None:
        yield f"{rule.file} keeps its rules", 0.0, f"{rule.file} is missing, or no Python"
        return
    if rule.functions_about:
        yield _about(rule, tree)
    if rule.minimum_functions:
        yield from _minimum(rule.file, len(functions(tree)), rule.minimum_functions)
    if rule.banned_imports:
        yield _banned(f"imports of {rule.file}", rule.banned_imports, {rule.file: module})
    if rule.banned_calls:
        used = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
        bad = sorted(used & set(rule.banned_calls))
        yield f"calls of {rule.file}", float(not bad), f"uses {', '.join(bad)}" if bad else ""


def _about(rule: ModuleRule, tree: ast.Module) -> tuple[str, float, str]:
    names = [node.name for node in functions(tree) if not node.name.startswith("__")]
    bad = [name for name in names if not any(w in name.lower() for w in rule.functions_about)]
    reached = 1 - len(bad) / len(names) if names else 0.0
    words = " or ".join(rule.functions_about)
    message = f"{', '.join(bad)} are not about {words}" if bad else ""
    return f"{rule.file} is about {words}", reached, message if names else "it has no function"


def _style(found: list[Finding], modules: Mapping[str, Module]) -> tuple[str, float, str]:
    lines = sum(module.text.count("\n") + 1 for module in modules.values())
    reached = max(0.0, 1 - len(found) * _LINES_PER_FINDING / lines) if lines else 0.0
    shown = "; ".join(f"{f.file}:{f.line} {f.code} {f.message}" for f in found[:_SHOWN])
    return "style", reached, shown + (f"; {len(found) - _SHOWN} more" if found[_SHOWN:] else "")
