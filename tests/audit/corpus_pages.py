"""Write the pages of the audit corpus: each case as a faulty page and as its clean twin."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import yaml
from corpus_assets import write_assets
from corpus_cases import CORPUS, Case, manifest
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

__all__ = ["TWINS", "page", "write_corpus"]

TWINS = ("faulty", "clean")
_SWAP = re.compile(r"\[\[(.*?)\|\|(.*?)\]\]", re.DOTALL)
_THEMES = ("ink", "press", "slate", "field")
_BLANK = dict.fromkeys("nav top head style middle script end body".split(), "")
_USUAL = {
    "html": ' lang="en"',
    "viewport": "width=device-width, initial-scale=1",
    "skip": '<a class="skip" href="#content">Skip to the content</a>',
}


def write_corpus(listed: list[Case], folder: Path) -> None:
    """Write `<id>/faulty/`, `<id>/clean/` for each case, `assets/` and `manifest.yaml`."""
    write_assets(folder / "assets")
    for case in listed:
        for twin in TWINS:
            _write_twin(case, folder / case.id / twin, faulty=twin == "faulty")
    text = yaml.safe_dump(manifest(listed), sort_keys=False, allow_unicode=True, width=100)
    (folder / "manifest.yaml").write_text(text, encoding="utf-8")


def page(case: Case, slots: Mapping[str, str], *, faulty: bool) -> str:
    """Return a page of a case as HTML. slots: of this page; the case's own for its first page."""
    chosen = _chooser(case)
    topic = _topic(case, chosen)
    given = {name: Markup(_twin(text, faulty=faulty)) for name, text in slots.items()}
    title = f"{topic['name']} – {topic['site']}"
    usual = {name: Markup(text) for name, text in {**_BLANK, **_USUAL}.items()}
    text = (
        _environment()
        .get_template(f"{case.page}.html.j2")
        .render(
            {
                "title": title,
                **usual,
                **given,
                "topic": topic,
                "people": _wording()["people"],
                "theme": Markup(_theme(case, chosen)),
                "linked": chosen[2] % 2 == 0,
            }
        )
    )
    return _renamed(text, case.tags) if faulty else text


def _write_twin(case: Case, folder: Path, *, faulty: bool) -> None:
    folder.mkdir(parents=True)
    texts = {name: _twin(text, faulty=faulty) for name, text in case.files.items()}
    texts["index.html"] = page(case, case.slots, faulty=faulty)
    for name, slots in case.pages.items():
        texts[name] = page(case, {**case.slots, **slots}, faulty=faulty)
    texts["theme.css"] = _theme(case, _chooser(case))
    for name, text in texts.items():
        (folder / name).write_text(text.replace("@/", "../../assets/"), encoding="utf-8")


def _twin(text: str, *, faulty: bool) -> str:
    return _SWAP.sub(lambda found: found[1 if faulty else 2], text)


def _renamed(text: str, tags: Mapping[str, str]) -> str:
    for old, new in tags.items():
        text = re.sub(rf"<(/?){old}(?=[\s>])", rf"<\g<1>{new}", text)
    return text


def _chooser(case: Case) -> bytes:
    """Return bytes that choose theme and topic, so that neither tells anything of the fault."""
    return sha256(case.id.encode()).digest()


def _topic(case: Case, chosen: bytes) -> Any:
    topics = _wording()["topics"]
    named = [topic for topic in topics if topic["name"] == case.topic]
    return named[0] if named else topics[chosen[0] % len(topics)]


def _theme(case: Case, chosen: bytes) -> str:
    name = case.theme or _THEMES[chosen[1] % len(_THEMES)]
    return (CORPUS / "themes" / f"{name}.css").read_text(encoding="utf-8")


@cache
def _wording() -> Any:
    return yaml.safe_load((CORPUS / "wording.yaml").read_text(encoding="utf-8"))


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(CORPUS / "skeletons"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        keep_trailing_newline=True,
    )
