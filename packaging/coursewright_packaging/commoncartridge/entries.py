"""What a Common Cartridge means: its tree of items, what their resources say, banks and files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from coursewright_packaging.meaning import digest
from coursewright_packaging.meaning.entry import Entry
from coursewright_packaging.reading import Reader
from coursewright_packaging.xml import Element, local, parse

__all__ = ["Shelf", "course_title", "entries", "items", "open_shelf", "rest"]

_MANIFEST = "imsmanifest.xml"
# By a part of a resource's type, the special ones first: its kind.
_KINDS = (
    ("imsqti", "quiz"),
    ("imsdt", "discussion"),
    ("imswl", "link"),
    ("imsbasiclti", "tool"),
    ("assignment", "assignment"),
    ("learning-application-resource", "assignment"),
    ("webcontent", "page"),
)
# Elements whose text is a fact of its own; all others are settings.
_FACTS = {
    "points_possible": "points",
    "due_at": "due",
    "unlock_at": "unlock",
    "lock_at": "lock",
    "url": "address",
    "launch_url": "address",
    "secure_launch_url": "address",
    "target_iframe": "address",
}
_LIMITS = "{*}assessment/{*}qtimetadata/{*}qtimetadatafield/{*}*"
# Where an assessment says what stands above its questions.
_SAID = tuple(
    f"{{*}}assessment/{{*}}{part}//{{*}}mattext" for part in ("rubric", "presentation_material")
)
_TEXTS = {"text", "description"}
# What repeats the title, the place, or another document's name.
_NOISE = {"title", "position", "topic_id", "all_day_date", "bank_title", "display_name"}


@dataclass(frozen=True, slots=True)
class Shelf:
    """The resources of a cartridge. by_id: its resource elements."""

    reader: Reader
    manifest: Element
    by_id: Mapping[str, Element]

    def kind(self, key: str) -> str:
        """Return what a resource is."""
        resource = self.by_id[key]
        type_ = resource.get("type", "")
        kind = next((kind for part, kind in _KINDS if part in type_), "item")
        if kind == "page" and not resource.get("href", "").endswith((".html", ".htm")):
            return "file"
        if kind == "page" and resource.get("href", "").startswith("web_resources/"):
            return "file"
        return kind

    def files(self, key: str) -> tuple[str, ...]:
        """Return the files of a resource and of those it depends on, which are there."""
        resource = self.by_id[key]
        others = [each.get("identifierref", "") for each in resource.iterfind("{*}dependency")]
        found = [
            file.get("href", "")
            for each in (resource, *(self.by_id[o] for o in others if o in self.by_id))
            for file in each.iterfind("{*}file")
        ]
        return tuple(name for name in dict.fromkeys(found) if name in self.reader.names)

    def facts(self, key: str) -> dict[str, str]:
        """Return what the documents of a resource say."""
        facts: dict[str, str] = {}
        for name in self.files(key):
            for fact, value in _said(name, self.reader, self.kind(key)):
                facts[fact] = digest.of_text(f"{facts[fact]} {value}") if fact in facts else value
        return facts


def entries(reader: Reader) -> Iterator[Entry]:
    """Yield the course, the items in order, and what no item shows."""
    shelf = open_shelf(reader)
    yield Entry("course", "course", course_title(shelf.manifest))
    told = tuple(items(shelf))
    yield from told
    yield from rest(shelf, {entry.id for entry in told})


def open_shelf(reader: Reader) -> Shelf:
    """Return the cartridge's resources. Raises XMLSyntaxError for a broken manifest."""
    manifest = parse(reader.read(_MANIFEST))
    by_id = {each.get("identifier", ""): each for each in manifest.iterfind(".//{*}resource")}
    return Shelf(reader, manifest, by_id)


def items(shelf: Shelf) -> Iterator[Entry]:
    """Yield the tree of items; one that shows a resource has the resource's id."""
    for organization in shelf.manifest.iterfind(".//{*}organization"):
        for top in organization.iterfind("{*}item"):
            # The outermost item is a frame without a title.
            yield from _items(top, "", shelf, set())


def rest(shelf: Shelf, shown: set[str]) -> Iterator[Entry]:
    """Yield the resources that no item shows, files by their paths."""
    needed = {
        other.get("identifierref", "")
        for resource in shelf.by_id.values()
        for other in resource.iterfind("{*}dependency")
    }
    for key in sorted(shelf.by_id):
        href = shelf.by_id[key].get("href", "")
        if key in shown | needed or href.startswith("course_settings/"):
            continue
        kind, facts = shelf.kind(key), shelf.facts(key)
        names = shelf.files(key)
        bank = _bank_title(shelf, names)
        title = bank or href or (names[0] if names else key)
        yield Entry(key, "bank" if bank else kind, title, facts=facts)


def _items(parent: Element, around: str, shelf: Shelf, seen: set[str]) -> Iterator[Entry]:
    for item in parent.iterfind("{*}item"):
        own, key = item.get("identifier", ""), item.get("identifierref", "")
        title = (item.findtext("{*}title") or "").strip()
        known = key in shelf.by_id and key not in seen
        if known:
            seen.add(key)
        facts = shelf.facts(key) if known else {}
        kind = shelf.kind(key) if known else "heading" if around and len(item) < 2 else "module"
        yield Entry(key if known else own, kind, title, around, facts)
        yield from _items(item, key if known else own, shelf, seen)


def course_title(manifest: Element) -> str:
    """Return the title in the manifest's metadata."""
    general = manifest.find(".//{*}general/{*}title")
    return " ".join("".join(map(str, general.itertext())).split()) if general is not None else ""


def _bank_title(shelf: Shelf, names: tuple[str, ...]) -> str:
    for name in names:
        if name.endswith(".qti"):
            bank = parse(shelf.reader.read(name))
            for field in bank.iterfind(".//{*}objectbank/{*}qtimetadata/{*}qtimetadatafield"):
                if field.findtext("{*}fieldlabel") == "bank_title":
                    return field.findtext("{*}fieldentry") or ""
    return ""


def _said(name: str, reader: Reader, kind: str) -> Iterator[tuple[str, str]]:
    if kind != "file" and name.endswith((".html", ".htm")):
        yield "text", digest.of_html(reader.read(name))
    elif kind != "file" and name.endswith((".xml", ".qti")):
        yield from _document(parse(reader.read(name)))
    else:
        yield "file", reader.digest(name)


def _document(root: Element) -> Iterator[tuple[str, str]]:
    if local(root) == "questestinterop":
        yield "questions", digest.of_xml(_untitled(root), _is_around)
        said = "".join(str(e.text) for path in _SAID for e in root.iterfind(path) if e.text)
        if text := digest.of_html(said):
            yield "text", text
        limits = (str(each.text) for each in root.iterfind(_LIMITS) if each.text)
        if settled := " ".join(limits):
            yield "settings", digest.of_text(settled)
        return
    settings: list[str] = []
    # A quiz repeats its dates and points for its assignment.
    facts: dict[str, str] = {}
    for name, text in digest.leaves(root):
        if name in _TEXTS:
            facts.setdefault("text", digest.of_html(text))
        elif name in _FACTS:
            facts.setdefault(_FACTS[name], text)
        elif name not in _NOISE and text:
            settings.append(f"{name}={text}")
    yield from ((name, text) for name, text in facts.items() if text)
    if settings:
        yield "settings", digest.of_text(" ".join(settings))


def _untitled(root: Element) -> Element:
    for each in root.iterfind("{*}assessment"):
        if "title" in each.attrib:
            del each.attrib["title"]
    return root


def _is_around(element: Element) -> bool:
    """Return whether this is of the whole, not of a question: metadata, or the introduction."""
    around = element.getparent()
    return (
        local(element) in ("qtimetadata", "rubric", "presentation_material")
        and around is not None
        and local(around) in ("assessment", "objectbank")
    )
