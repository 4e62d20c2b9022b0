"""An item as one HTML fragment, for targets whose pages stand in a platform's frame.

Pages lie one folder deep: assets are at `../assets/…`, labs at `../labs/…`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from markupsafe import Markup

from coursewright import theme
from coursewright.check.alignment import alignment_matrix
from coursewright.markup import html
from coursewright.model import items
from coursewright.model.course import Publication
from coursewright.targets.lab_notes import lab_hints
from coursewright.targets.references import References, resolve
from coursewright.theme.pages import template
from coursewright_packaging.vocabulary.questions import Matching, Ordering, Question
from coursewright_packaging.vocabulary.text import Rich

__all__ = ["has_marked_up_matches", "lab_archive", "outcomes_by_item", "render_item"]


def outcomes_by_item(publication: Publication) -> Mapping[str, tuple[str, ...]]:
    """Return, by item id, the titles of the outcomes that the item teaches or assesses."""
    found: dict[str, list[str]] = {}
    for line in alignment_matrix(publication):
        for item in dict.fromkeys((*line.taught, *line.assessed)):
            found.setdefault(item, []).append(line.outcome.title)
    return {item: tuple(titles) for item, titles in found.items()}


def render_item(
    item: items.Item[Rich],
    crumb: str,
    publication: Publication,
    address: References,
    towards: tuple[str, ...] = (),
) -> str:
    """Return the fragment, heading included, but no questions.

    crumb: plain text above the title. address: where items and assets are.
    towards: titles of the outcomes that the item teaches or assesses.
    """
    say = theme.strings(publication.info.language)
    rubrics = {rubric.id: rubric for rubric in publication.rubrics}
    return template("item").render(
        module={"title": crumb},
        item=item,
        kind=say[type(item).__name__.lower()],
        say=say,
        facts=list(_facts(item, say["minutes"], say["points"])),
        body=_about(item, say["towards"], towards) + _html(item.body, address),
        media=_media(item, address),
        transcript=_html(getattr(item, "transcript", None), address),
        questions=(),
        rubric=rubrics.get(getattr(item, "rubric", "")),
        files=list(_files(item, address)),
        hints=lab_hints(item, say) if isinstance(item, items.Lab) else "",
        go=item.url if isinstance(item, (items.Tool, items.Link)) else "",
    )


def lab_archive(lab: items.Lab[Rich]) -> str:
    """Return the name, below the package's root, of the zip with a lab's released files."""
    return f"labs/{lab.id}.zip"


def _about(item: items.Item[Rich], label: str, towards: tuple[str, ...]) -> Markup:
    summary = html('<p class="lead">{}</p>', item.summary) if item.summary else ""
    listed = html("<p>{}: {}</p>", label, ", ".join(towards)) if towards else ""
    return Markup(summary + listed)


def _html(text: Rich | None, address: References) -> Markup:
    return Markup(resolve(text.html, address) if text else "")


def _facts(item: items.Item[Rich], minutes: str, points: str) -> Iterator[str]:
    if item.minutes:
        yield f"{item.minutes} {minutes}"
    if worth := getattr(item, "points", None):
        yield f"{worth:g} {points}"


def _media(item: items.Item[Rich], address: References) -> dict[str, Any] | None:
    if not isinstance(item, (items.Video, items.Audio)):
        return None
    poster = item.poster if isinstance(item, items.Video) else ""
    return {
        "audio": isinstance(item, items.Audio),
        "src": address("asset", item.media, ""),
        "poster": address("asset", poster, "") if poster else "",
        "tracks": [
            {
                "kind": track.kind,
                "src": address("asset", track.file, ""),
                "language": track.language,
                "label": track.label,
            }
            for track in item.captions
        ],
    }


def _files(item: items.Item[Rich], address: References) -> Iterator[dict[str, str]]:
    match item:
        case items.File(file=path) | items.NotebookPage(notebook=path):
            yield {"href": address("asset", path, ""), "name": path.rpartition("/")[2]}
        case items.Lab() if item.release:
            yield {"href": f"../{lab_archive(item)}", "name": f"{item.id}.zip"}


def has_marked_up_matches(question: Question[Rich]) -> bool:
    """Return whether a list of matches in plain text loses formatting that the author wrote."""
    match question:
        case Matching():
            return any(
                map(_is_marked_up, (*(p.match for p in question.pairs), *question.distractors))
            )
        case Ordering():
            return any(_is_marked_up(entry.text) for entry in question.entries)
    return False


def _is_marked_up(text: Rich) -> bool:
    return "<" in text.html.removeprefix("<p>").removesuffix("</p>")
