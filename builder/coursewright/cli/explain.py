"""`coursewright explain`: what a rule says, why, and how to mend a violation."""

from __future__ import annotations

import click

__all__ = ["command"]


@click.command("explain")
@click.argument("rule", required=False)
@click.option("--list", "list_all", is_flag=True, help="List every rule.")
def command(rule: str | None, list_all: bool) -> None:
    """Explain a rule: what it says, why, and how to mend."""
    from coursewright.diagnostics.registry import all_rules, find_rule, weighable

    if list_all or not rule:
        for each in all_rules().values():
            click.echo(f"{each.id:<40} {each.severity.value:<8} {each.summary}")
        return
    found = find_rule(rule)
    click.echo(click.style(found.id, bold=True) + f" ({found.severity.value})")
    click.echo(f"\n{found.summary}\n\nWhy: {found.why}\nMend: {found.mend}")
    if found.source:
        click.echo(f"Source: {found.source}")
    if found.id in weighable():
        click.echo(
            f"\nTo weigh it otherwise, write in course.yaml:\n  rules:\n    {found.id}: warning"
        )
    else:
        click.echo("\nNo course can weigh it otherwise.")
