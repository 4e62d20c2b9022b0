"""What stands below an item's title: its text, player, transcript, rubric and hints."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from markupsafe import Markup

from coursewright.model import items
from coursewright.theme.pages import template
from coursewright_packaging.vocabulary.rubrics import Rubric
from coursewright_packaging.vocabulary.text import Rich

__all__ = ["Bodies"]

Resolve = Callable[[str], str]


class Bodies:
    """Writes bodies for one platform's addresses."""

    def __init__(
        self,
        resolve: Resolve,
        asset: Callable[[str], str],
        rubrics: Mapping[str, Rubric],
        words: Mapping[str, str],
    ) -> None:
        """Use `resolve` for fragments and `asset` for files; words: the theme's, translated."""
        self._resolve = resolve
        self._asset = asset
        self._rubrics = rubrics
        self._words = words
        self._parts = template("parts").module

    def body(self, item: items.Item[Rich]) -> str:
        """Return the HTML of an item."""
        return "".join(self._pieces(item))

    def _pieces(self, item: items.Item[Rich]) -> Iterator[str]:
        if isinstance(item, items.Video | items.Audio):
            yield self._player(item)
        yield self._resolve(item.body.html)
        if isinstance(item, items.Video | items.Audio) and item.transcript:
            yield self._details(self._words["transcript"], self._resolve(item.transcript.html))
        rubric = self._rubrics.get(getattr(item, "rubric", ""))
        if rubric:
            yield str(self._parts.rubric(rubric, self._words))  # type: ignore[attr-defined]
        if isinstance(item, items.Lab):
            yield from self._hints(item)

    def _player(self, item: items.Video[Rich] | items.Audio[Rich]) -> str:
        poster = item.poster if isinstance(item, items.Video) else ""
        media = {
            "audio": isinstance(item, items.Audio),
            "src": self._asset(item.media),
            "poster": self._asset(poster) if poster else "",
            "tracks": [
                {
                    "kind": captions.kind,
                    "src": self._asset(captions.file),
                    "language": captions.language,
                    "label": captions.label,
                }
                for captions in item.captions
            ],
        }
        player = self._parts.player(media, self._words)  # type: ignore[attr-defined]
        return str(Markup('<figure class="video">{}</figure>').format(player))

    def _hints(self, lab: items.Lab[Rich]) -> Iterator[str]:
        for part, levels in lab.hints:
            yield str(Markup("<h2>{}: {}</h2>").format(self._words["hints"], part))
            for number, level in enumerate(levels, start=1):
                text = Markup("<p>{}</p>").format(level)
                yield self._details(f"{self._words['hint']} {number}", text)

    def _details(self, summary: str, html: str) -> str:
        inside = Markup(html)
        return str(Markup("<details><summary>{}</summary>{}</details>").format(summary, inside))
