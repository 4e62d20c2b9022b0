"""`coursewright verify`: apply a format's rules to finished packages."""

from __future__ import annotations

from pathlib import Path

import click

from coursewright.cli.options import Output, output_options

__all__ = ["command"]


@click.command("verify")
@click.argument(
    "files", nargs=-1, required=True, type=click.Path(path_type=Path, exists=True, dir_okay=False)
)
@output_options
def command(files: tuple[Path, ...], output: Output) -> int:
    """Check finished packages, ours or anybody's.

    FILES are SCORM 1.2 or 2004 packages, Common Cartridges, Canvas exports, Blackboard courses,
    pools, Building Blocks and question files, QTI zips, Coursera bundles and images.
    """
    from coursewright.diagnostics.console import summary
    from coursewright.engine.imports import light_imports
    from coursewright_packaging.verify import verify_file

    light_imports()
    results = [verify_file(path, str(path)) for path in files]
    found = [diagnostic for result in results for diagnostic in result.diagnostics]
    output.report(found, Path(), [result.path for result in results])
    for result in results:
        output.say(f"{result.path}: {result.kind or 'unknown'}, {summary(result.diagnostics)}")
    return int(any(diagnostic.severity.value == "error" for diagnostic in found))
