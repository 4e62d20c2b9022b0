"""`coursewright explain`: what a rule says, why, and how to mend a violation."""

from __future__ import annotations

import click

from coursewright.terminal import fill, width

__all__ = ["command"]


@click.command("explain")
@click.argument("rule", required=False)
@click.option("--list", "list_all", is_flag=True, help="List every rule.")
def command(rule: str | None, list_all: bool) -> None:
    """Explain a rule: what it says, why, and how to mend."""
    from coursewright.diagnostics.registry import all_rules, find_rule, weighable

    columns = width()
    if list_all or not rule:
        for each in all_rules().values():
            line = f"{each.id:<40} {each.severity.value:<8} {each.summary}"
            click.echo(fill(line, columns, rest=" " * 4))
        return
    found = find_rule(rule)
    click.echo(click.style(found.id, bold=True) + f" ({found.severity.value})")
    click.echo(f"\n{fill(found.summary, columns)}\n")
    for name, text in (("Why", found.why), ("Mend", found.mend), ("Source", found.source)):
        if text:
            click.echo(fill(f"{name}: {text}", columns, rest="  "))
    if found.id in weighable():
        click.echo(
            f"\nTo weigh it otherwise, write in course.yaml:\n  rules:\n    {found.id}: warning"
        )
    else:
        click.echo("\nNo course can weigh it otherwise.")
