"""How many faults of the audit corpus our audit finds, and the other engines, and at what cost.

    python tools/bench/run.py rates           the open half, which rules may be mended on
    python tools/bench/run.py held_out        the held-out half; write down every run of it

A fault is found when an engine fails the faulty page, at the faulty element or for the criterion,
and not the same element of its twin. A false alarm is a clean twin that fails at all. What an
engine leaves to a person is counted apart.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path

import audit_peers
from audit_engines import OURS, Said, look_with_ours, look_with_peer, our_criteria
from audit_peers import PEERS, install
from corpus_cases import Case, cases
from corpus_pages import TWINS, write_corpus

from coursewright.audit.axe import axe_script
from coursewright.audit.browser import Browser, BrowserFault, start
from coursewright.audit.checks import check_scripts
from coursewright.audit.loopback import loopback
from coursewright.audit.workers import PATIENCE

__all__ = ["ENGINES", "Verdict", "judge", "look_at"]

ENGINES = (OURS, *(peer.name for peer in PEERS))
_TRIES = 2
_AUDIT = Path(__file__).parents[2] / "builder/coursewright/audit"
Look = Callable[[Browser, str, Case], Iterator[Said]]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What an engine made of a case. found: sure. asked: found, but left to a person.

    alarms: rules that fail the clean twin. questions: how many it leaves to a person there.
    """

    case: str
    criterion: str
    engine: str
    found: bool
    asked: bool
    alarms: tuple[str, ...]
    questions: int


def look_at(half: str, folder: Path, only: Sequence[str] = ()) -> list[Verdict]:
    """Return the verdict of each engine on each case of a half.

    folder: what was seen is kept in it, so that a run that was broken off goes on; only: ids of
    cases or criteria.
    """
    cases_of_half = [case for case in cases() if case.held_out == (half == "held-out")]
    wanted = [c for c in cases_of_half if not only or {c.id, c.criteria[0]} & {*only}]
    tree = folder / f"tree-{half}"
    if not (tree / "manifest.yaml").exists():
        write_corpus(cases_of_half, tree)
    scripts = install(folder / "engines")
    with loopback() as server:
        address = server.serve(tree)[0]
        verdicts = [
            verdict
            for engine in ENGINES
            for verdict in _verdicts(engine, scripts, wanted, address, folder / half)
        ]
    order = [case.id for case in wanted]
    return sorted(verdicts, key=lambda v: (ENGINES.index(v.engine), order.index(v.case)))


def _verdicts(
    engine: str, scripts: dict[str, str], wanted: Sequence[Case], address: str, place: Path
) -> Iterator[Verdict]:
    """Yield the verdict of an engine on each case, in an order that tells nothing of the fault."""
    documents = _documents(engine, scripts)
    kept = _Kept(place / f"{engine.replace(' ', '-')}-{_judging(engine, documents)}.jsonl")
    look = _looker(engine, scripts)
    with _Browsers(documents) as browsers:
        for case in sorted(wanted, key=lambda each: sha256(each.id.encode()).digest()):
            said = {}
            for twin in TWINS:
                name = f"{case.id}/{twin}"
                if name not in kept.said:
                    kept.put(name, browsers.run(look, f"{address}{name}/", case))
                said[twin] = kept.said[name]
            verdict = judge(case, engine, said["faulty"], said["clean"])
            print(_told(verdict), flush=True)
            yield verdict


def _judging(engine: str, documents: Sequence[str]) -> str:
    """Return what stands for all that judges a page, so that nothing older is taken for it."""
    code = sorted(_AUDIT.rglob("*.py")) if engine == OURS else [Path(audit_peers.__file__)]
    parts = [*(text.encode() for text in documents), *(path.read_bytes() for path in code)]
    return sha256(b"\0".join(parts)).hexdigest()[:12]


def judge(case: Case, engine: str, faulty: Sequence[Said], clean: Sequence[Said]) -> Verdict:
    """Return what an engine made of a case, of what it says of both twins."""
    known = {(said.rule, said.where) for said in clean}
    new = [said for said in faulty if (said.rule, said.where) not in known]
    about = [said for said in new if said.here or set(said.criteria) & set(case.criteria)]
    found = any(said.fail for said in about)
    return Verdict(
        case=case.id,
        criterion=case.criteria[0],
        engine=engine,
        found=found,
        asked=bool(about) and not found,
        alarms=tuple(sorted({said.rule for said in clean if said.fail})),
        questions=sum(not said.fail for said in clean),
    )


def _looker(engine: str, scripts: dict[str, str]) -> Look:
    if engine == OURS:
        criteria: dict[str, tuple[str, ...]] = {}
        memory: dict[str, bool] = {}

        def ours(browser: Browser, folder: str, case: Case) -> Iterator[Said]:
            criteria.update(criteria or our_criteria(browser))
            return look_with_ours(browser, folder, case, criteria, memory)

        return ours
    peer = next(each for each in PEERS if each.name == engine)
    return lambda browser, folder, case: look_with_peer(
        browser, folder, case, peer, scripts[engine]
    )


def _documents(engine: str, scripts: dict[str, str]) -> tuple[str, ...]:
    """Return what stands in every document: the product's scripts, or only the peer's own."""
    if engine == OURS:
        return axe_script(), check_scripts()
    framed = next(each.framed for each in PEERS if each.name == engine)
    return (scripts[engine],) if framed else ()


def _told(verdict: Verdict) -> str:
    kind = "found" if verdict.found else "asked" if verdict.asked else "MISSED"
    alarms = f"  FALSE ALARM {', '.join(verdict.alarms)}" if verdict.alarms else ""
    return f"{verdict.engine}: {verdict.criterion} {verdict.case}: {kind}{alarms}"


class _Browsers:
    """One browser after another: a new one when the last crashed or hung."""

    def __init__(self, scripts: tuple[str, ...]) -> None:
        self._scripts = scripts
        self._browser: Browser | None = None

    def __enter__(self) -> _Browsers:
        return self

    def __exit__(self, *_: object) -> None:
        self._close()

    def _close(self) -> None:
        if self._browser:
            self._browser.close()
        self._browser = None

    def run(self, look: Look, folder: str, case: Case) -> list[Said]:
        """Return what is said of a case's pages. Raises BrowserFault when no browser survives."""
        for left in reversed(range(_TRIES)):
            browser = self._browser = self._browser or start(self._scripts, loopback_only=True)
            try:
                with browser.at_most(4 * PATIENCE):
                    return list(look(browser, folder, case))
            except BrowserFault:
                self._close()
                if not left:
                    raise
        raise AssertionError("a try returns or raises")


class _Kept:
    """What was seen of each page, one line of JSON each. said: by the name of the page."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._path = path
        self.said: dict[str, list[Said]] = {}
        for line in path.read_text("utf-8").splitlines() if path.exists() else ():
            name, listed = json.loads(line)
            self.said[name] = [Said(**{**s, "criteria": tuple(s["criteria"])}) for s in listed]

    def put(self, name: str, said: list[Said]) -> None:
        with self._path.open("a", encoding="utf-8") as file:
            file.write(json.dumps([name, [asdict(each) for each in said]]) + "\n")
        self.said[name] = said
