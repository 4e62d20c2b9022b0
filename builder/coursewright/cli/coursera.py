"""`coursewright coursera`: what can be checked of Coursera without Coursera."""

from __future__ import annotations

from pathlib import Path

import click

from coursewright.cli.options import Output, output_options

__all__ = ["command"]


@click.group("coursera")
def command() -> None:
    """Check graders for Coursera on this machine."""


@command.command("check")
@click.argument("graders", nargs=-1, type=click.Path(path_type=Path, exists=True, dir_okay=False))
@output_options
def check(graders: tuple[Path, ...], output: Output) -> int:
    """Run GRADERS without Docker against a temporary /shared, and hold them to the contract.

    GRADERS are archives of dist/private; left out, all that lie there. The solution has to get
    everything that a program grades, the release nothing, and a broken notebook an answer.
    """
    from coursewright.bundle.coursera_check import check_grader
    from coursewright.engine.imports import light_imports
    from coursewright.errors import UsageFault

    light_imports()
    found = graders or tuple(sorted(Path("dist/private").glob("*-coursera-grader-*.zip")))
    if not found:
        raise UsageFault("there is no grader in dist/private; run `coursewright build` first")
    failed = False
    for path in found:
        lab, handed = check_grader(path)
        for each in handed:
            first = " ".join(each.feedback.splitlines()[:2])
            score = "no score" if each.score is None else f"{each.score:g}"
            output.say(f"{lab}, {each.what}: {score}. {first}".rstrip())
            for fault in each.faults:
                failed = True
                output.say(f"  error: {fault}")
    return int(failed)
