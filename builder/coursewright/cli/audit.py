"""`coursewright audit`: pages in a real browser, and what bars people with disabilities."""

from __future__ import annotations

import os
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from coursewright.cli.options import Output, content_options, output_options

if TYPE_CHECKING:
    from coursewright.audit.login.session import Session

__all__ = ["command"]

_STANDARDS = ["wcag21aa", "wcag22aa", "en301549"]


@click.command("audit")
@click.argument("named", nargs=-1, metavar="[PATH|URL]...")
@click.option("--full", is_flag=True, help="Also every page inside the finished packages.")
@click.option(
    "--standard",
    type=click.Choice(_STANDARDS),
    default="wcag21aa",
    show_default=True,
    help="Rule set.",
)
@click.option(
    "--login",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    metavar="FILE",
    help="Steps that sign in before each URL is opened; see docs/accessibility.md.",
)
@click.option("--no-audit", is_flag=True, help="Look at nothing, and let the report say so.")
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    default="dist",
    show_default=True,
    help="Folder that `build` wrote to; the report goes to its `reports`.",
)
@click.option(
    "--jobs",
    "-j",
    type=click.IntRange(1, 16),
    default=None,
    help="Browsers side by side. [default: one per processor, at most 4]",
)
@click.option(
    "--cache",
    default="",
    envvar="COURSEWRIGHT_CACHE",
    metavar="DIR|URL",
    help="Folder or URL of the cache.",
)
@content_options
@output_options
def command(
    named: tuple[str, ...],
    full: bool,
    standard: str,
    login: Path | None,
    no_audit: bool,
    out: Path,
    jobs: int | None,
    cache: str,
    content: Path,
    term: str,
    output: Output,
) -> int:
    """Audit pages in a real browser: the site in `dist`, or any PATH or URL.

    PATH is a folder, a page, or a package (SCORM, Canvas, Blackboard, Common Cartridge).
    `coursewright audit guide` asks about what no program can decide, and keeps the answers.
    """
    from coursewright.audit.command import run_audit, skip_audit
    from coursewright.engine.progress import Progress
    from coursewright.engine.workers import default_jobs

    del term
    if named == ("guide",):
        return _guide(out, content)
    if no_audit:
        skip_audit(out.resolve(), "`--no-audit` was given")
        output.say(f"NOT AUDITED. Report: {out}/reports/accessibility.html")
        return 0
    session, wrong = _session(login, output)
    if wrong:
        return 1
    told = run_audit(
        named,
        out=out.resolve(),
        content=content.resolve(),
        full=full,
        standard=standard,
        jobs=jobs or min(default_jobs(), 4),
        cache=cache,
        progress=Progress(not output.quiet),
        session=session,
    )
    for line in (*told.lines, f"Report: {out}/reports/accessibility.html"):
        output.say(line)
    return told.code


def _session(file: Path | None, output: Output) -> tuple[Session | None, bool]:
    """Return the login of a file, and whether mistakes in it were reported."""
    if file is None:
        return None, False
    from coursewright.audit.login.session import open_session
    from coursewright.audit.login.steps import read_login

    login, found = read_login(file)
    if login is None:
        output.report(found, file.parent, excerpts=False)
        return None, True
    return open_session(login, os.environ), False


def _guide(out: Path, content: Path) -> int:
    from datetime import date

    from coursewright.audit.guide import guide
    from coursewright.audit.loopback import loopback
    from coursewright.audit.review import FILE, open_criteria, read_evidence, read_review

    def ask(question: str, choices: tuple[str, ...]) -> str:
        kind = click.Choice(choices) if choices else str
        return str(click.prompt(question, type=kind, default=None if choices else ""))

    path = content / FILE
    evidence, answers = read_evidence(out), read_review(path)
    by = str(click.prompt("Who answers (name)"))
    with loopback() as server:
        base, _ = server.serve(out)
        signed = guide(evidence, answers, by, date.today(), ask, path, partial(_show, base))
    left = sum(1 for _ in open_criteria(evidence, signed))
    click.echo(f"{left} criteria are open. Answers: {path}")
    return 0


def _show(base: str, page: str) -> None:
    """Open a page of the site in the person's browser; one of a package is only named."""
    import webbrowser
    from urllib.parse import quote

    inside = "!" in page or "://" in page
    opened = not inside and webbrowser.open(base + quote(page))
    click.echo(f"Opened: {page}" if opened else f"Open it yourself: {page}")
