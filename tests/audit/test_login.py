"""Pages behind a login: the browser signs in by a file, and nothing that it types is kept."""

from __future__ import annotations

import json
from functools import partial
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from members import NAME, PASSWORD, Members, members
from report_shapes import misshapen

from courses import run
from coursewright.audit.browser import Browser, BrowserFault, start
from coursewright.audit.login.session import open_session
from coursewright.audit.login.steps import read_login
from coursewright.audit.login.veil import Veil
from coursewright.audit.model import Finding, Outcome, PageFacts, Seen
from coursewright.audit.workers import audit_side_by_side
from coursewright_schemas import loader

SIGNED = {"TEA_NAME": NAME, "TEA_WORD": PASSWORD}
TOLD = (
    f'<p>You are {NAME}. <a href="/tea?word={quote(PASSWORD)}" title="{escape(PASSWORD)}">'
    "click here</a></p>"
)

SENT = (
    "<script>const send = (path, way) => { if (!confirm(path)) { return; }"
    " if (way === 'fetch') { fetch(path, { method: 'POST', body: 'x' }); }"
    " if (way === 'beacon') { navigator.sendBeacon(path, 'x'); }"
    " if (way === 'request') { const one = new XMLHttpRequest(); one.open('POST', path);"
    " one.send('x'); } };</script>"
    + "".join(
        f"<p><button type='button' onclick='send(`/by-{way}`, `{way}`)'>Delete {way}</button></p>"
        for way in ("fetch", "beacon", "request")
    )
)


def _login(folder: Path, site: Members, wait: str = "#inside", extra: str = "") -> Path:
    path = folder / "login.yaml"
    path.write_text(
        "steps:\n"
        f"  - open: {site.base}login\n"
        '  - fill: "#name"\n    from: TEA_NAME\n'
        '  - fill: "#word"\n    from: TEA_WORD\n'
        f'  - press: "form button"\n  - wait: "{wait}"\n{extra}'
    )
    return path


def _audit(folder: Path, *arguments: str, **environment: str) -> tuple[int, str, dict[str, Any]]:
    done = run(
        "audit", "--login", "login.yaml", *arguments, cwd=folder, cache=folder / "cache",
        **environment,
    )  # fmt: skip
    report = folder / "dist/reports/accessibility.json"
    told = json.loads(report.read_text()) if report.exists() else {}
    return done.returncode, done.stdout + done.stderr, told


def _traces(data: bytes) -> list[str]:
    """Return how much of name and password stands in the data, in any writing."""
    text = data.decode("utf-8", "replace")
    ways = (NAME, PASSWORD, escape(PASSWORD), quote(PASSWORD), json.dumps(PASSWORD)[1:-1], "T0p")
    return [way for way in ways if way in text]


@pytest.mark.browser
def test_pages_behind_a_login_are_audited_and_no_secret_is_kept(tmp_path: Path) -> None:
    with members(tea=TOLD + SENT, ended="") as site:
        _login(tmp_path, site)
        named = [f"{site.base}tea", f"{site.base}ended"]
        code, told, report = _audit(tmp_path, "-j", "1", *named, **SIGNED)
    assert code == 1, told
    causes = {each["rule"]: each for each in report["causes"]}
    assert [each["page"] for each in causes["link-text-says-where"]["pages"]] == named[:1]
    assert "•••" in causes["link-text-says-where"]["html"]
    # One login for both pages; the second one ends the session, so that it is tried once more.
    assert [each["audited"] for each in report["pages"]] == [True, False]
    assert "the form of the login stands here" in report["pages"][1]["fault"]
    assert site.logins == 2
    # Every button was pressed, and none of them could delete anything.
    assert site.sent == []
    assert misshapen(tmp_path / "dist/reports") == []
    spoken = (tmp_path / "dist/reports/accessibility-spoken.json").read_text()
    assert "You are •••" in spoken
    assert _traces(told.encode()) == []
    written = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert len(written) > 8
    assert {path.name: traces for path in written if (traces := _traces(path.read_bytes()))} == {}


@pytest.mark.browser
def test_a_browser_that_is_started_anew_logs_in_again(tmp_path: Path) -> None:
    tries: list[str] = []

    def look(browser: Browser, address: str) -> Seen:
        tries.append(address)
        if len(tries) == 1:
            raise BrowserFault("it crashed")
        browser.open(address)
        return Seen(phrases=(str(browser.script("return document.body.innerText")),))

    with members(tea="<p>Tea.</p>") as site:
        login, _ = read_login(_login(tmp_path, site))
        assert login is not None
        session = open_session(login, SIGNED)
        one = partial(session.start, partial(start, (), loopback_only=True))
        [(_, seen)] = audit_side_by_side([f"{site.base}tea"], 1, one, look)
        assert (len(tries), site.logins) == (2, 2)
        assert "Tea." in seen.phrases[0]
    assert PASSWORD not in repr(session)


@pytest.mark.browser
@pytest.mark.parametrize(
    ("wait", "word", "told"),
    [
        ("#inside", "wrong-word", "step 5 (line 8: wait #inside) failed: no such element"),
        ("a[", PASSWORD, "step 5 (line 8: wait a[) failed: this is no CSS selector"),
    ],
)
def test_a_step_that_fails_is_named(tmp_path: Path, wait: str, word: str, told: str) -> None:
    with members() as site:
        _login(tmp_path, site, wait, "seconds: 2\n")
        secrets = {"TEA_NAME": NAME, "TEA_WORD": word}
        code, printed, _ = _audit(tmp_path, f"{site.base}home", **secrets)
    assert code == 3
    assert f"login.yaml: {told}" in printed
    assert word not in printed
    assert NAME not in printed
    assert not (tmp_path / "dist").exists()


def test_a_variable_that_is_missing_is_named_with_its_step(tmp_path: Path) -> None:
    _login(tmp_path, Members("http://127.0.0.1:9/"))
    code, told, _ = _audit(tmp_path, "http://127.0.0.1:9/", TEA_NAME=NAME, TEA_WORD="")
    assert code == 3
    assert "step 3 (line 5: fill #word from TEA_WORD) needs the environment variable TEA_WORD" in (
        told
    )
    assert NAME not in told


def test_a_login_is_for_addresses_alone(tmp_path: Path) -> None:
    _login(tmp_path, Members("http://127.0.0.1:9/"))
    (tmp_path / "page.html").write_text("<p>Tea.</p>")
    for named in ([], ["page.html"], ["http://127.0.0.1:9/", "page.html"]):
        code, told, _ = _audit(tmp_path, *named, **SIGNED)
        assert code == 2
        assert "`--login` is for pages of a server" in told


OPEN, WAIT = "  - open: http://127.0.0.1:9/\n", '  - wait: "#in"\n'
MISTAKES = {
    "nothing is written": ("", 'login.yaml:1:1: the key "steps" is missing'),
    "the first opens no page": (f"steps:\n{WAIT}{WAIT}", 'login.yaml:2:5: the key "open" is mis'),
    "a field without a variable": (
        f'steps:\n{OPEN}  - fill: "#word"\n{WAIT}',
        'login.yaml:3:5: the key "from" is missing',
    ),
    "a variable without a field": (
        f"steps:\n{OPEN}  - press: b\n    from: WORD\n{WAIT}",
        'login.yaml:4:5: the key "from" does not belong to this type',
    ),
    "a password for a variable": (
        f'steps:\n{OPEN}  - fill: "#word"\n    from: hunter2\n{WAIT}',
        'login.yaml:4:11: "from" must be the name of a variable: capital letters, digits and '
        'underscores, not "…"',
    ),
    "a password for a key": (
        f'steps:\n{OPEN}  - fill: "#word"\n    value: hunter2\n{WAIT}',
        'login.yaml:4:5: the key "value" is not known here',
    ),
    "a password in the address": (
        f"steps:\n  - open: https://ada:hunter2@127.0.0.1/\n{WAIT}",
        'login.yaml:2:11: "open" must be an address',
    ),
    "two actions in one": (
        f"steps:\n{OPEN}  - press: b\n    wait: p\n{WAIT}",
        'login.yaml:4:5: "steps" takes the key "open" or "fill" or "press" or "wait", not',
    ),
    "nobody knows whether it worked": (
        f"steps:\n{OPEN}  - press: b\n",
        'login.yaml:3:5: the last of the "steps" must be `wait`',
    ),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_in_the_file_is_told_with_its_line(tmp_path: Path, mistake: str) -> None:
    text, expected = MISTAKES[mistake]
    (tmp_path / "login.yaml").write_text(text)
    login, found = read_login(tmp_path / "login.yaml")
    assert login is None
    told = [f"{each.path}:{each.line}:{each.column}: {each.message}" for each in found]
    assert [each for each in told if each.startswith(expected)], told
    code, printed, _ = _audit(tmp_path, "http://127.0.0.1:9/", **SIGNED)
    assert code == 1
    assert "login.yaml:" in printed
    assert "hunter2" not in printed + "".join(told)


def test_every_property_of_the_file_is_described() -> None:
    schema = loader.load("audit-login")
    described = {**schema["properties"], **schema["$defs"]["step"]["properties"]}
    assert set(described) == {"steps", "seconds", "open", "fill", "from", "press", "wait"}
    assert all(each["description"] for each in described.values())


@settings(max_examples=200, deadline=None, derandomize=True)
@given(st.text("ab\"&<> é/%+…'", min_size=6, max_size=12), st.text("xyz", max_size=5))
def test_nothing_typed_stays_in_what_came_of_a_page(value: str, around: str) -> None:
    for way in (value, escape(value), quote(value), f"{value[:-1]}…"):
        text = f"{around}{way}"
        finding = Finding("r", Outcome.REVIEW, text, text, text, ("light",), b"PNG")
        navigation = ((text, ((text, text),)),)
        facts = PageFacts(text, "en", navigation, "s", ((text, text, text),))
        seen = Veil({value}).seen(Seen((finding,), facts=facts, phrases=(text,), fault=text))
        kept = [seen.findings[0].message, seen.findings[0].selector, seen.findings[0].html]
        kept += [seen.facts.title, *seen.facts.navigation[0][1][0], *seen.facts.controls[0]]
        assert not [each for each in [*kept, *seen.phrases, seen.fault] if way in each]
        assert seen.findings[0].picture == b""


def test_what_holds_nothing_typed_stays_as_it_is() -> None:
    finding = Finding("r", Outcome.REVIEW, "m", "#it", "<p>", ("light",), b"PNG")
    seen = Seen((finding,), phrases=("Tea", "T0p"))
    assert Veil({NAME, PASSWORD}).seen(seen) is seen
