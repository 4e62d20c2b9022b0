"""Pages to paste: readings, prompts and instructions as plain, whole HTML pages."""

from __future__ import annotations

from collections.abc import Iterator

from coursewright import theme
from coursewright.markup import Markup, html
from coursewright.model import items
from coursewright.model.course import Publication
from coursewright.targets.item_links import with_item_links
from coursewright.targets.lab_notes import lab_notes
from coursewright.targets.references import resolve
from coursewright.theme.pages import template
from coursewright_packaging.vocabulary.prefaces import without_texts
from coursewright_packaging.vocabulary.text import Rich

__all__ = ["PASTED", "Pages", "is_linked"]

PASTED = {
    items.Lesson: "Make a reading; open this page and paste its content.",
    items.NotebookPage: "Make a reading; open this page and paste its content.",
    items.Discussion: "Make a discussion prompt; open this page and paste its content.",
    items.Assignment: "Make a peer review; paste this page's content as its instructions.",
    items.Tool: "Make a plugin with the address below the text; paste the text beside it.",
    items.Link: "Make a reading; open this page and paste its content.",
    items.File: "Make a reading; paste this page's content and attach the file.",
    items.Quiz: "Paste this page's content as the assignment's instructions.",
    items.Lab: "Paste this page's content as the lab's instructions.",
    items.Video: "Make a reading beside the video; paste this page's content.",
    items.Audio: "Make a reading beside the recording; paste this page's content.",
}
"""What to do with the page of each kind of item."""

_LINKED = (
    items.Lesson,
    items.NotebookPage,
    items.Discussion,
    items.Assignment,
    items.Tool,
    items.Link,
    items.File,
)


def is_linked(item: items.Item[Rich]) -> bool:
    """Return whether readings may link to the item: its page is what learners open."""
    return isinstance(item, _LINKED)


class Pages:
    """Writes the pages of one publication."""

    def __init__(self, publication: Publication, stylesheet: str) -> None:
        """stylesheet: the theme's CSS."""
        self._info = publication.info
        self._stylesheet = stylesheet
        self._rubrics = {rubric.id: rubric for rubric in publication.rubrics}
        self._linked = {item.id for item in publication.items() if is_linked(item)}
        self._say = theme.strings(publication.info.language)

    def page(self, item: items.Item[Rich]) -> bytes | None:
        """Return the item's page, `None` when there is nothing to paste."""
        rubric = self._rubrics.get(getattr(item, "rubric", ""))
        body = "".join(self._pieces(item))
        if not (body or rubric or is_linked(item)):
            return None
        page = template("reading").render(
            lang=self._info.language,
            dir=theme.direction(self._info.language),
            title=item.title,
            stylesheet=Markup(self._stylesheet),
            body=Markup(body),
            rubric=rubric,
            say=self._say,
        )
        return page.encode()

    def _pieces(self, item: items.Item[Rich]) -> Iterator[str]:
        # A lab's text is its notebook, which learners open.
        if not isinstance(item, items.Lab):
            yield self._resolved(item.body.html)
        match item:
            case items.Quiz(questions=questions):
                _, left = without_texts(questions)
                if left:
                    yield html("<div>{}</div>", Markup(self._resolved(left.html)))
            case items.Link(url=url) | items.Tool(url=url):
                yield html('<p><a href="{0}">{0}</a></p>', url)
            case items.File(file=path):
                yield _download(f"../downloads/{path}")
            case items.NotebookPage(notebook=path):
                yield _download(f"../files/{path}")
            case items.Lab():
                yield from lab_notes(item, self._say)

    def _resolved(self, fragment: str) -> str:
        return resolve(with_item_links(fragment, self._item_address), _address)

    def _item_address(self, key: str, place: str) -> str:
        return f"{key}.html{place}" if key in self._linked else ""


def _download(address: str) -> str:
    return html('<p><a href="{}">{}</a></p>', address, address.rpartition("/")[2])


def _address(kind: str, key: str, fragment: str) -> str:
    return f"{key}.html{fragment}" if kind == "item" else f"../files/{key}"
