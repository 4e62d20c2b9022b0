"""What stands below an item's title: its facts, text, player, transcript, rubric and hints."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from coursewright.markup import Markup, html
from coursewright.model import items
from coursewright.model.course import Publication
from coursewright.targets.item_fragment import outcomes_by_item
from coursewright.targets.lab_notes import lab_notes
from coursewright.theme import strings
from coursewright.theme.pages import template
from coursewright_packaging.vocabulary.text import Rich

__all__ = ["Bodies"]

Resolve = Callable[[str], str]


class Bodies:
    """Writes bodies for one platform's addresses."""

    def __init__(
        self,
        resolve: Resolve,
        asset: Callable[[str], str],
        publication: Publication,
        *,
        recordings: bool = False,
    ) -> None:
        """Use `resolve` for fragments and `asset` for files.

        recordings: a video that Collaborate plays is a link, which needs no player.
        """
        self._recordings = recordings
        self._resolve = resolve
        self._asset = asset
        self._rubrics = {rubric.id: rubric for rubric in publication.rubrics}
        self._towards = outcomes_by_item(publication)
        self._words = strings(publication.info.language)
        self._parts = template("parts").module

    def body(self, item: items.Item[Rich]) -> str:
        """Return the HTML of an item."""
        return "".join(self._pieces(item))

    def _pieces(self, item: items.Item[Rich]) -> Iterator[str]:
        yield from self._about(item)
        if isinstance(item, items.Video | items.Audio) and not self._is_elsewhere(item):
            yield self._player(item)
        yield self._resolve(item.body.html)
        if isinstance(item, items.Video | items.Audio) and item.transcript:
            yield self._details(self._words["transcript"], self._resolve(item.transcript.html))
        rubric = self._rubrics.get(getattr(item, "rubric", ""))
        if rubric:
            yield str(self._parts.rubric(rubric, self._words))  # type: ignore[attr-defined]
        if isinstance(item, items.Lab):
            yield from lab_notes(item, self._words)

    def _about(self, item: items.Item[Rich]) -> Iterator[str]:
        if item.summary:
            yield html("<p><strong>{}</strong></p>", item.summary)
        if item.minutes:
            yield html("<p>{} {}</p>", item.minutes, self._words["minutes"])
        if outcomes := self._towards.get(item.id):
            yield html("<p>{}: {}</p>", self._words["towards"], ", ".join(outcomes))

    def _is_elsewhere(self, item: items.Item[Rich]) -> bool:
        return self._recordings and isinstance(item, items.Video) and bool(item.collaborate)

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
        return html('<figure class="video">{}</figure>', player)

    def _details(self, summary: str, text: str) -> str:
        return html("<details><summary>{}</summary>{}</details>", summary, Markup(text))
