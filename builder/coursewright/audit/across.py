"""Rules about several pages of one site."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from coursewright.audit.model import Finding, Outcome, Page, PageFacts, Seen
from coursewright.audit.rules import between

__all__ = ["across"]


def across(pages: Sequence[Page], seen: Sequence[Seen]) -> Iterator[tuple[int, Finding]]:
    """Yield what is wrong between the pages of each place, with the number of the page."""
    places: dict[str, list[int]] = defaultdict(list)
    for number, page in enumerate(pages):
        if not seen[number].fault:
            places[_together(page)].append(number)
    for numbers in places.values():
        facts = [(number, seen[number].facts) for number in numbers]
        yield from _same_titles(facts)
        yield from _menus(facts)
        yield from _names(facts)


def _together(page: Page) -> str:
    """Return what pages of one site share: in a package, which may hold several, the folder."""
    return page.name.rpartition("/")[0] if "!" in page.name else page.place


def _same_titles(facts: Sequence[tuple[int, PageFacts]]) -> Iterator[tuple[int, Finding]]:
    by_title: dict[str, list[int]] = defaultdict(list)
    for number, each in facts:
        if each.title:
            by_title[each.title].append(number)
    for title, numbers in by_title.items():
        for number in numbers if len(numbers) > 1 else ():
            others = len(numbers) - 1
            message = f"{others} other page{'s' if others > 1 else ''} have the title “{title}”"
            yield number, _finding(between.TITLES_DIFFER.id, message, "title")


def _menus(facts: Sequence[tuple[int, PageFacts]]) -> Iterator[tuple[int, Finding]]:
    """Yield the pages on which links that two menus share come in another order than before."""
    first: dict[str, tuple[str, ...]] = {}
    for number, each in facts:
        for label, links in each.navigation:
            texts = tuple(dict.fromkeys(text for text, _ in links if text))
            known = first.setdefault(label, texts)
            shared = [text for text in known if text in texts]
            if len(shared) > 1 and shared != [text for text in texts if text in known]:
                message = f"the links of the menu “{label}” come in another order than elsewhere"
                yield number, _finding(between.CONSISTENT.id, message, "nav")


def _names(facts: Sequence[tuple[int, PageFacts]]) -> Iterator[tuple[int, Finding]]:
    """Yield controls that have the id and the target of an earlier one, and another name."""
    first: dict[tuple[str, str], str] = {}
    for number, each in facts:
        for name, target, text in each.controls:
            known = first.setdefault((name, target), text)
            if known.casefold() != text.casefold():
                message = f"“{text}” is called “{known}” on another page"
                yield number, _finding(between.NAMED_ALIKE.id, message, f"#{name}")


def _finding(rule: str, message: str, selector: str) -> Finding:
    return Finding(rule, Outcome.VIOLATION, message, selector, f"<{selector}>", ("light",))
