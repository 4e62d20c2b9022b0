"""HTML as Canvas keeps it: its sanitiser's elements, formulas as its own images, its addresses."""

from __future__ import annotations

import re
import urllib.parse
from collections.abc import Callable, Mapping
from dataclasses import replace

from coursewright.markup import Markup, html
from coursewright.model import items
from coursewright.model.course import Author, CourseInfo, Publication
from coursewright.model.texts import map_text
from coursewright.targets.lab_notes import part_name, solution_of
from coursewright.targets.plain_html import Formula, open_details, with_formulas, with_styles
from coursewright_packaging.vocabulary import questions as q
from coursewright_packaging.vocabulary.rubrics import Outcome
from coursewright_packaging.vocabulary.text import Rich

__all__ = [
    "FILES",
    "home",
    "introduction",
    "lab_files",
    "notebook_link",
    "outcome",
    "paragraph",
    "player",
    "safe",
    "safe_question",
    "section",
    "spoken",
    "syllabus",
]

FILES = "$IMS-CC-FILEBASE$"

_TRACK = re.compile(r"<(track|source)\b[^>]*/?>")
_EQUATION = (
    '<img class="equation_image" title="{tex}" alt="LaTeX: {tex}" '
    'src="/equation_images/{address}" data-equation-content="{tex}"/>'
)
_FRAME = (
    '<p><iframe style="width: 100%; height: 405px;" title="{title}" data-media-type="{kind}" '
    'src="{files}/{media}" allowfullscreen="allowfullscreen"></iframe></p>'
)
_MODULES = '<p><a href="$CANVAS_COURSE_REFERENCE$/modules">{}</a></p>'
_FILE = '<p><a href="{files}/{path}">{name}</a></p>'
_LAB_FILE = '<li><a href="{files}/labs/{lab}/{path}">{name}</a></li>'


def safe(text: str) -> str:
    """Return compiled HTML as Canvas's sanitiser leaves it, with formulas as its own images."""
    return with_styles(open_details(_TRACK.sub("", with_formulas(text, _equation))))


def _equation(formula: Formula) -> str:
    # Canvas decodes the address twice.
    address = urllib.parse.quote(urllib.parse.quote(formula.tex, safe=""), safe="")
    return html(_EQUATION, tex=formula.tex, address=address)


def safe_question(
    question: q.Question[Rich], shown: Callable[[Rich | None], str]
) -> q.Question[Rich]:
    """Return the question with every text as `shown` makes it."""
    return map_text(question, lambda text: Rich(shown(text), text.text))


def paragraph(text: str) -> str:
    """Return plain text as a paragraph; nothing for no text."""
    return html("<p>{}</p>", text) if text else ""


def syllabus(info: CourseInfo, term: str, words: Mapping[str, str]) -> str:
    """Return what the course says of itself.

    term: title of the running, or empty. words: of the interface.
    """
    rows = (
        (words["term"], term),
        (words["duration"], info.duration),
        (words["difficulty"], info.difficulty),
        (words["assessment"], info.assessment_type),
        (words["before"], ", ".join(info.prerequisites)),
        (words["support"], info.support),
        (words["authors"], "; ".join(map(_author, info.authors))),
        (words["version"], f"{info.version}, {info.date}" if info.date else info.version),
        (words["licence"], info.licence),
    )
    facts = [html("<li><strong>{}:</strong> {}</li>", name, text) for name, text in rows if text]
    return html("<p>{}</p><ul>{}</ul>", info.description, Markup("".join(facts)))


def _author(author: Author) -> str:
    return ", ".join(filter(None, (author.name, author.role, author.email)))


def introduction(item: items.Item[Rich], words: Mapping[str, str], towards: tuple[str, ...]) -> str:
    """Return what stands above an item's text: its summary, length, outcomes and pass mark.

    words: of the interface. towards: titles of the outcomes that it teaches or assesses.
    """
    length = f"{item.minutes} {words['minutes']}" if item.minutes else ""
    outcomes = f"{words['towards']}: {', '.join(towards)}" if towards else ""
    mark = item.settings.pass_mark if isinstance(item, items.Quiz) else None
    passes = "" if mark is None else f"{words['pass_mark']}: {mark * 100:.4g} %"
    return "".join(map(paragraph, (item.summary, length, outcomes, passes)))


def section(title: str, address: str, text: str) -> str:
    """Return a part of a page about something that has no page: its linked title, then `text`."""
    return html('<h2><a href="{}">{}</a></h2>{}', address, title, Markup(text))


def outcome(each: Outcome) -> Outcome:
    """Return the outcome with its description in HTML, Bloom's level included."""
    level = f"Bloom: {each.bloom}" if each.bloom else ""
    return replace(each, description=paragraph(each.description) + paragraph(level))


def home(publication: Publication, words: Mapping[str, str]) -> str:
    """Return the front page: description, outcomes, and the way to the modules.

    words: of the interface.
    """
    outcomes = "".join(html("<li>{}</li>", each.title) for each in publication.outcomes)
    listed = html("<h2>{}</h2><ul>{}</ul>", words["outcomes"], Markup(outcomes)) if outcomes else ""
    modules = html(_MODULES, words["contents"])
    return html("<p>{}</p>", publication.info.description) + listed + modules


def player(item: items.Video[Rich] | items.Audio[Rich]) -> str:
    """Return the player that Canvas makes of a file."""
    kind = "video" if isinstance(item, items.Video) else "audio"
    return html(_FRAME, title=item.title, kind=kind, files=FILES, media=item.media)


def spoken(
    item: items.Video[Rich] | items.Audio[Rich], transcript: str, words: Mapping[str, str]
) -> str:
    """Return the transcript of a recording, and links to its captions."""
    tracks = "".join(
        html(_FILE, files=FILES, path=track.file, name=f"{words['download']}: {track.label}")
        for track in item.captions
    )
    if not transcript:
        return tracks
    return html("<h2>{}</h2>{}", words["transcript"], Markup(transcript + tracks))


def notebook_link(item: items.NotebookPage[Rich]) -> str:
    """Return the link to download a notebook."""
    name = item.notebook.rpartition("/")[2]
    return html(_FILE, files=FILES, path=item.notebook, name=name)


def lab_files(lab: items.Lab[Rich], words: Mapping[str, str]) -> str:
    """Return the links to a lab's released files, and its hints."""
    links = "".join(
        html(_LAB_FILE, files=FILES, lab=lab.id, path=urllib.parse.quote(each.path), name=each.path)
        for each in lab.release
    )
    hints = "".join(_hints(lab, part, levels, words) for part, levels in lab.hints)
    files = html("<h2>{}</h2><ul>{}</ul>", words["files"], Markup(links))
    return files + (html("<h2>{}</h2>{}", words["hints"], Markup(hints)) if hints else "")


def _hints(
    lab: items.Lab[Rich], part: str, levels: tuple[str, ...], words: Mapping[str, str]
) -> str:
    listed = "".join(html("<li>{}</li>", level) for level in levels)
    solution = solution_of(lab, part, words)
    after = html("<p>{}: {}</p>", words["solution"], solution) if solution else ""
    return html("<h3>{}</h3><ol>{}</ol>{}", part_name(part), Markup(listed), Markup(after))
