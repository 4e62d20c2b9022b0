"""What an audit of a hundred lesson pages costs, beside axe alone on the same pages.

    python tools/bench/audit_speed.py bare FOLDER    axe alone, both schemes, in two processes
    python tools/bench/audit_speed.py axe FOLDER     the axe part of our audit, with two browsers

Both start their browsers, open the pages and wait for what axe says.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path

import corpus

__all__ = ["lesson_pages"]

_SCHEMES = ("light", "dark")
_STANDARD = "wcag21aa"
_BARE = """
const [tags, done] = arguments;
axe.run(document, { runOnly: tags, resultTypes: ["violations", "incomplete"] })
  .then((found) => done(found.passes.length + found.violations.length));
"""


def lesson_pages(folder: Path, program: Path, count: int) -> Path:
    """Return a folder that holds the site of a course, of its pages only `count` lessons.

    program: `coursewright`. Raises CalledProcessError when the course does not build.
    """
    course, out, site = folder / "lessons", folder / "lessons-out", folder / "lessons-site"
    if site.exists():
        return site
    corpus.make_course(course, count)
    options = ["--content", str(course), "--out", str(out), "--quiet", "--no-execute"]
    subprocess.run([str(program), "build", "site", *options], check=True)
    shutil.copytree(out / "site", site)
    for page in site.rglob("*.html"):
        if "-lesson-" not in page.name:
            page.unlink()
    found = len(list(site.rglob("*.html")))
    assert found == count, f"{found} lesson pages"
    return site


def _bare(folder: Path, part: int) -> None:
    from coursewright.audit.axe import STANDARDS, axe_script
    from coursewright.audit.browser import start
    from coursewright.audit.loopback import loopback
    from coursewright.audit.model import View

    with loopback() as server:
        address = server.serve(folder)[0]
        browser = start((axe_script(),), loopback_only=True)
        for name in _names(folder)[part::2]:
            for scheme in _SCHEMES:
                browser.look(View(scheme, scheme=scheme))
                browser.open(address + name)
                assert browser.awaited(_BARE, list(STANDARDS[_STANDARD])) > 0
        browser.close()


def _axe(folder: Path) -> None:
    from coursewright.audit.axe import axe_script
    from coursewright.audit.browser import start
    from coursewright.audit.checks import check_scripts
    from coursewright.audit.loopback import loopback
    from coursewright.audit.visit import visit
    from coursewright.audit.workers import audit_side_by_side

    with loopback() as server:
        address = server.serve(folder)[0]
        addresses = [address + name for name in _names(folder)]
        begin = partial(start, (axe_script(), check_scripts()), loopback_only=True)
        look = partial(visit, standard=_STANDARD, memory={}, own=False)
        for _, seen in audit_side_by_side(addresses, 2, begin, look):
            assert not seen.fault, seen.fault


def _names(folder: Path) -> Sequence[str]:
    return [path.relative_to(folder).as_posix() for path in sorted(folder.rglob("*.html"))]


def _main(mode: str, folder: Path) -> None:
    if mode == "axe":
        _axe(folder)
    elif mode == "bare":
        halves = [
            subprocess.Popen([sys.executable, __file__, str(part), str(folder)]) for part in (0, 1)
        ]
        assert [half.wait() for half in halves] == [0, 0]
    else:
        _bare(folder, int(mode))


if __name__ == "__main__":
    _main(sys.argv[1], Path(sys.argv[2]))
