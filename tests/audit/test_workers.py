"""A browser that crashes or hangs is replaced, and its page is at last `not audited`."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Generator
from functools import partial
from pathlib import Path

import psutil
import pytest
from planted import write_page

from coursewright.audit.axe import axe_script
from coursewright.audit.browser import Browser, start
from coursewright.audit.checks import check_scripts
from coursewright.audit.model import Seen
from coursewright.audit.visit import visit
from coursewright.audit.workers import audit_side_by_side

pytestmark = pytest.mark.browser
Site = tuple[Path, str]


def _renderers(browser: Browser) -> list[psutil.Process]:
    driver = psutil.Process(browser.process)
    return [
        process
        for process in driver.children(recursive=True)
        if "--type=renderer" in process.cmdline()
    ]


def test_pages_that_hang_or_kill_the_browser_are_not_audited_and_all_others_are(
    site: Site,
) -> None:
    folder, base = site
    write_page(folder, "sound.html", "<p>Tea.</p>")
    write_page(folder, "hangs.html", "<script>onload = () => { for (;;); }</script>")
    write_page(folder, "crashes.html", "<p>Tea.</p>")
    tries: list[str] = []

    def look(browser: Browser, address: str) -> Seen:
        tries.append(address.removeprefix(base))
        if address.endswith("crashes.html"):
            browser.open(address)
            for process in _renderers(browser):
                os.kill(process.pid, signal.SIGKILL)
        return visit(browser, address, "wcag21aa", {}, ["tables-have-headers"])

    names = ["hangs.html", "crashes.html", "sound.html"]
    scripts = axe_script(), check_scripts()
    start_one = partial(start, scripts, loopback_only=True)
    results = dict(audit_side_by_side([base + name for name in names], 1, start_one, look, 12))
    assert tries == ["hangs.html"] * 2 + ["crashes.html"] * 2 + ["sound.html"]
    assert "not audited after 2 tries: took longer than 12 seconds" in results[0].fault
    assert results[1].fault.startswith("not audited after 2 tries: ")
    assert (results[0].passed, results[1].passed) == ((), ())
    assert results[2].fault == ""
    assert results[2].passed == ("tables-have-headers",)


def test_no_process_is_left(site: Site) -> None:
    running = start((), loopback_only=True)
    family = [psutil.Process(running.process)]
    family += family[0].children(recursive=True)
    write_page(site[0], "page.html", "<p>Tea.</p>")
    running.open(f"{site[1]}page.html")
    running.close()
    _, alive = psutil.wait_procs(family, timeout=10)
    assert alive == []


_AUDITS = """
import sys, time
from coursewright.audit.browser import start
running = start((), loopback_only=True)
running.open(sys.argv[1])
print(running.process, flush=True)
time.sleep(600)
"""


def test_an_audit_that_is_killed_leaves_no_browser(site: Site) -> None:
    write_page(site[0], "page.html", "<p>Tea.</p>")
    command = [sys.executable, "-c", _AUDITS, f"{site[1]}page.html"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as audit:
        assert audit.stdout is not None
        driver = psutil.Process(int(audit.stdout.readline()))
        family = [driver, *driver.children(recursive=True)]
        assert any("--type=renderer" in each.cmdline() for each in family)
        audit.kill()
    _, alive = psutil.wait_procs(family, timeout=20)
    assert alive == []


def test_an_audit_that_is_given_up_looks_at_no_other_page(site: Site) -> None:
    folder, base = site
    write_page(folder, "sound.html", "<p>Tea.</p>")
    write_page(folder, "hangs.html", "<script>onload = () => { for (;;); }</script>")
    tries: list[str] = []
    families: list[psutil.Process] = []

    def look(browser: Browser, address: str) -> Seen:
        tries.append(address.removeprefix(base))
        families.append(psutil.Process(browser.process))
        return visit(browser, address, "wcag21aa", {}, ["tables-have-headers"])

    names = ["sound.html", *["hangs.html"] * 3]
    start_one = partial(start, (axe_script(), check_scripts()), loopback_only=True)
    results = audit_side_by_side([base + name for name in names], 1, start_one, look)
    assert isinstance(results, Generator)
    assert next(results)[0] == 0
    results.close()
    assert tries in (["sound.html"], ["sound.html", "hangs.html"])
    _, alive = psutil.wait_procs(families, timeout=10)
    assert alive == []
