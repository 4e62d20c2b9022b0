"""What a native Blackboard package means: contents with their tests and columns, pools, files."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from coursewright_packaging.blackboard.opened import Document, Opened, open_package
from coursewright_packaging.diagnostic import Diagnostic
from coursewright_packaging.meaning import digest
from coursewright_packaging.meaning.entry import Entry
from coursewright_packaging.reading import Reader
from coursewright_packaging.xml import Element, local

__all__ = ["entries"]

_TOP = "--TOP--"
_FILES = "csfiles/home_dir/"
# By handler, without `resource/x-bb-`.
_KINDS = {
    "folder": "folder",
    "lesson": "folder",
    "document": "item",
    "blankpage": "page",
    "file": "file",
    "externallink": "link",
    "blti-link": "tool",
    "asmt-test-link": "test",
    "assignment": "assignment",
    "forumlink": "forum",
}
# What says when a document was made, where it stands, or what it is called.
_NOISE = {
    "TITLE",
    "TEXT",
    "CREATED",
    "UPDATED",
    "START",
    "END",
    "URL",
    "PARENTID",
    "ASMTID",
    "CONFERENCEID",
    "POSITION",
    "CONTENTID",
    "ASIDATAID",
    "DUE",
    "POINTSPOSSIBLE",
    "SIZE",
}


def entries(reader: Reader) -> Iterator[Entry]:
    """Yield the course, its contents in order, then pools, rubrics and files."""
    opened = open_package(reader.names, reader.read, "")
    if isinstance(opened, Diagnostic):
        raise ValueError(opened.message)
    yield from _course(opened)
    yield from _contents(opened)
    yield from _pools(opened)
    yield from _rubrics(opened)
    for name in sorted(reader.names):
        if name.startswith(_FILES) and not name.endswith(".xml"):
            facts = {"file": reader.digest(name)}
            yield Entry(name.removeprefix(_FILES), "file", name, facts=facts)


def _course(opened: Opened) -> Iterator[Entry]:
    for document in opened.of("COURSE"):
        root = document.root
        text = digest.of_html(root.findtext("DESCRIPTION") or "")
        facts = {"text": text, "settings": _settings(root)}
        yield Entry("course", "course", _value(root, "TITLE"), facts=_present(facts))


def _contents(opened: Opened) -> Iterator[Entry]:
    joined = dict(_joined(opened))
    contents = {document.name: document for document in opened.of("CONTENT")}
    tops = {d.root.get("id", "") for d in contents.values() if _value(d.root, "TITLE") == _TOP}
    for name in _order(opened, contents):
        root = contents[name].root
        key = root.get("id", "")
        if key in tops:
            continue
        handler = _value(root, "CONTENTHANDLER").removeprefix("resource/x-bb-")
        parent = _value(root, "PARENTID")
        facts = _own(root)
        for each in (*joined.get(name, ()), *_columns(opened, name)):
            facts |= {fact: _both(facts.get(fact, ""), text) for fact, text in each.items()}
        yield Entry(
            key,
            _KINDS.get(handler, handler or "item"),
            _value(root, "TITLE"),
            "" if parent in tops else parent,
            facts,
        )


def _order(opened: Opened, contents: Mapping[str, Document]) -> Iterator[str]:
    """Yield the names of the contents as the organization has them, then the others."""
    shown = [item.get("identifierref", "") for item in opened.manifest.iterfind(".//item")]
    for name in dict.fromkeys([*shown, *contents]):
        if name in contents:
            yield name


def _own(root: Element) -> dict[str, str]:
    files = " ".join(each.text or "" for each in root.iterfind("FILES/FILE/NAME"))
    facts = {
        "text": digest.of_html(root.findtext("BODY/TEXT") or ""),
        "unlock": _value(root, "DATES/START"),
        "lock": _value(root, "DATES/END"),
        "address": _value(root, "URL"),
        "files": digest.of_text(files),
        "settings": _settings(root),
    }
    return _present(facts)


def _joined(opened: Opened) -> Iterator[tuple[str, list[dict[str, str]]]]:
    """Yield by name of a content what the test or forum behind it says."""
    for link in opened.of("LINK"):
        to = [each.get("id", "") for each in link.root.iterfind("REFERREDTO")]
        of = [each.get("id", "") for each in link.root.iterfind("REFERRER")]
        facts = [_behind(opened, name) for name in to if name in opened.by_name]
        yield from ((name, facts) for name in of)


def _behind(opened: Opened, name: str) -> dict[str, str]:
    root = opened.by_name[name].root
    if local(root) == "FORUM":
        text = digest.of_html(root.findtext("DESCRIPTION/TEXT") or "")
        return _present({"text": text, "settings": _settings(root)})
    test = opened.by_name.get(_value(root, "ASMTID"))
    facts = _test(opened, test.root) if test else {}
    return facts | {"settings": _settings(root)}


def _test(opened: Opened, root: Element) -> dict[str, str]:
    said = " ".join(
        text.text or ""
        for part in ("rubric", "presentation_material")
        for text in root.iterfind(f".//{part}//mat_formattedtext")
    )
    names = {document.name: _object_id(document.root) for document in opened.of("questestinterop")}
    sections = root.findall("assessment/section")
    questions = " ".join(digest.of_xml(each, _everything, _named(names)) for each in sections)
    return _present({"text": digest.of_html(said), "questions": digest.of_text(questions)})


def _named(names: Mapping[str, str]) -> Callable[[str], str]:
    """Return what says the id of a pool for the number of its resource."""
    return lambda text: names.get(text.strip(), text)


def _everything(_: Element) -> bool:
    return False


def _columns(opened: Opened, name: str) -> Iterator[dict[str, str]]:
    rubrics = dict(_judges(opened))
    for book in opened.of("GRADEBOOK"):
        groups = {c.get("id", ""): _value(c, "TITLE") for c in book.root.iter("CATEGORY")}
        for column in book.root.iter("OUTCOMEDEFINITION"):
            if _value(column, "CONTENTID") == name:
                yield _present(
                    {
                        "points": _value(column, "POINTSPOSSIBLE"),
                        "due": _value(column, "DATES/DUE"),
                        "group": groups.get(_value(column, "CATEGORYID"), ""),
                        "rubric": rubrics.get(column.get("id", ""), ""),
                        "settings": _settings(column),
                    }
                )


def _judges(opened: Opened) -> Iterator[tuple[str, str]]:
    """Yield the id of each column that is judged by a rubric, and the rubric's."""
    for document in opened.of("COURSERUBRICASSOCIATIONS"):
        for each in document.root.iter("ASSOCIATION"):
            yield _value(each, "GRADEBOOKCOLID"), _value(each, "LEARNRUBRICID")


def _pools(opened: Opened) -> Iterator[Entry]:
    for document in opened.of("questestinterop"):
        if document.type.endswith("-pool"):
            root = document.root
            assessment = root.find("assessment")
            title = assessment.get("title", "") if assessment is not None else ""
            yield Entry(_object_id(root), "pool", title, facts=_test(opened, root))


def _rubrics(opened: Opened) -> Iterator[Entry]:
    for document in opened.of("LEARNRUBRICS"):
        for rubric in document.root.iter("Rubric"):
            said = digest.of_xml(rubric, lambda part: local(part) in ("Title", "DATES"))
            title = _value(rubric, "Title")
            yield Entry(rubric.get("id", ""), "rubric", title, facts={"text": said})


def _object_id(root: Element) -> str:
    return root.findtext(".//bbmd_asi_object_id") or ""


def _settings(root: Element) -> str:
    found = (f"{name}={text}" for name, text in digest.leaves(root) if name not in _NOISE and text)
    return digest.of_text(" ".join(found))


def _value(element: Element, path: str) -> str:
    found = element.find(path)
    return "" if found is None else found.get("value", found.text or "")


def _present(facts: dict[str, str]) -> dict[str, str]:
    return {name: text for name, text in facts.items() if text}


def _both(one: str, other: str) -> str:
    return digest.of_text(f"{one} {other}") if one and one != other else other
