"""`coursewright serve`: the built site on this machine."""

from __future__ import annotations

import errno
from contextlib import suppress
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path

import click

from coursewright.cli.served_files import FileHandler
from coursewright.errors import EnvironmentFault

__all__ = ["command"]


@click.command("serve")
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    default="dist",
    show_default=True,
    help="Folder that `build` wrote to.",
)
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True)
def command(out: Path, port: int) -> None:
    """Show the built site on this machine."""
    site = out / "site"
    if not (site / "index.html").is_file():
        raise EnvironmentFault(f"`{site}` holds no site yet; run `build site`")
    with _listen(site, port) as server:
        click.echo(f"Serving {site} at http://127.0.0.1:{server.server_port}/ (Ctrl+C ends it)")
        with suppress(KeyboardInterrupt):
            server.serve_forever()


def _listen(site: Path, port: int) -> ThreadingHTTPServer:
    handler = partial(FileHandler, directory=str(site))
    try:
        return ThreadingHTTPServer(("127.0.0.1", port), handler)
    except OSError as error:
        if error.errno not in (errno.EADDRINUSE, errno.EACCES):
            raise
        why = "is in use" if error.errno == errno.EADDRINUSE else "is not yours to use"
        raise EnvironmentFault(
            f"port {port} {why}; choose another one, or let the system choose: `serve --port 0`"
        ) from error
