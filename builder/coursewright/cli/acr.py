"""`coursewright acr`: a conformance report, once everything in it is signed."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from coursewright.cli.options import content_options

__all__ = ["command"]


@click.command("acr")
@click.option("--author", required=True, help="Name of who answers for the report.")
@click.option("--email", required=True, help="Address of who answers for the report.")
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    default="dist",
    show_default=True,
    help="Folder that `build` wrote to; the report goes to its `reports`.",
)
@content_options
def command(author: str, email: str, out: Path, content: Path, term: str) -> int:
    """Write an OpenACR conformance report (YAML and HTML) of what people have signed.

    It is written only when every criterion of the levels A and AA is decided for the pages as they
    are, after a full audit; otherwise what is open is listed.
    """
    from coursewright.audit.criteria import CRITERIA
    from coursewright.audit.evidence import as_yaml
    from coursewright.audit.openacr import openacr
    from coursewright.audit.report.acr_page import acr_page
    from coursewright.audit.review import FILE, open_criteria, read_evidence, read_review
    from coursewright.engine.atomic import write_atomically
    from coursewright.load import load_course

    del term
    evidence = read_evidence(out)
    answers = read_review(content / FILE)
    left = [*open_criteria(evidence, answers)]
    if evidence["scope"] != "full":
        click.echo("open: the packages are not audited; run `coursewright audit --full`")
    for entry in left:
        click.echo(f"open: {entry['criterion']} {entry['name']}: {entry['ask']}")
    if left or evidence["scope"] != "full":
        click.echo(f"{len(left)} of {len(CRITERIA)} criteria are open; `coursewright audit guide`")
        return 1
    course = load_course(content).course
    info = course.info if course else None
    product = {
        "name": info.title if info else content.name,
        "version": info.version if info else "",
    }
    record = openacr(
        evidence,
        answers,
        product,
        {"name": author, "email": email},
        date.today().isoformat(),
    )
    folder = out / "reports"
    write_atomically(folder / "accessibility-acr.yaml", as_yaml(record).encode())
    write_atomically(folder / "accessibility-acr.html", acr_page(record).encode())
    click.echo(f"Wrote {folder}/accessibility-acr.yaml and accessibility-acr.html")
    return 0
