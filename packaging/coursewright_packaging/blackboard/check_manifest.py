"""The container: manifest, resources, organization, package information."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping

from coursewright_packaging.blackboard.contents import TOP
from coursewright_packaging.blackboard.opened import MANIFEST, Opened
from coursewright_packaging.diagnostic import Diagnostic, Rule, Severity
from coursewright_packaging.xml import NS, Element

__all__ = ["RULES", "check_manifest"]

_PACKAGING = "Blackboard content packaging, as real exports have it"

PREFIX = Rule(
    "blackboard-manifest-uses-bb-prefix",
    Severity.ERROR,
    "Resources name their file by an attribute written `bb:file`, its prefix literally `bb`.",
    "Readers look for the attribute by its written name and find no resource at all.",
    "Declare xmlns:bb on the manifest and write bb:file and bb:title.",
    _PACKAGING,
)
NO_DEFAULT = Rule(
    "blackboard-manifest-has-no-default-namespace",
    Severity.ERROR,
    "The manifest's elements are in no namespace.",
    "A reader that asks for `resources` does not find an element of a namespace.",
    "Remove the xmlns attribute; keep xmlns:bb.",
    _PACKAGING,
)
DENSE = Rule(
    "blackboard-package-is-dense",
    Severity.WARNING,
    "No white space stands between resources, nor between a section's metadata and its selection.",
    "Readers that walk from sibling to sibling stop at a text node.",
    "Serialise the XML without indentation.",
    _PACKAGING,
)
FILE_EXISTS = Rule(
    "blackboard-resource-file-exists",
    Severity.ERROR,
    "Each resource's bb:file stands in the archive.",
    "The import stops, or leaves the item out.",
    "Add the file or remove the resource.",
    _PACKAGING,
)
LISTED = Rule(
    "blackboard-dat-is-listed",
    Severity.WARNING,
    "Each resNNNNN.dat of the archive is a resource of the manifest.",
    "What is not listed is not imported.",
    "List the file as a resource or remove it.",
    _PACKAGING,
)
UNIQUE = Rule(
    "blackboard-resource-identifiers-are-unique",
    Severity.ERROR,
    "Each resource has an identifier of its own.",
    "References between documents go to the wrong one.",
    "Number the resources anew.",
    _PACKAGING,
)
REFERENCES = Rule(
    "blackboard-organization-references-resources",
    Severity.ERROR,
    "Each item of the organization refers to a resource of the manifest.",
    "The entry is missing from the course.",
    "Correct identifierref or add the resource.",
    _PACKAGING,
)
TOP_FOLDER = Rule(
    "blackboard-menu-entry-has-top-folder",
    Severity.ERROR,
    f"Below each content area of the course menu stands one item titled `{TOP}`.",
    "Learn shows an empty content area.",
    f"Put the contents below an item titled `{TOP}` that refers to the root folder.",
    _PACKAGING,
)
TYPES = Rule(
    "blackboard-dat-matches-its-type",
    Severity.ERROR,
    "The root element of a .dat is the one that its resource type has.",
    "The importer of that type finds nothing.",
    "Correct the type or the document.",
    _PACKAGING,
)
INFO = Rule(
    "blackboard-package-info-is-present",
    Severity.WARNING,
    "The archive holds .bb-package-info, which starts with a comment line.",
    "Learn recognises its own packages by this file.",
    "Add the file; the line `#Bb PackageInfo Property File` is enough.",
    _PACKAGING,
)
RULES = (
    PREFIX,
    NO_DEFAULT,
    DENSE,
    FILE_EXISTS,
    LISTED,
    UNIQUE,
    REFERENCES,
    TOP_FOLDER,
    TYPES,
    INFO,
)

_DAT = re.compile(r"res\d+\.dat\Z")
_ROOTS: Mapping[str, str] = {
    "course/x-bb-coursesetting": "COURSE",
    "course/x-bb-coursetoc": "COURSETOC",
    "resource/x-bb-document": "CONTENT",
    "assessment/x-bb-qti-test": "questestinterop",
    "assessment/x-bb-qti-pool": "questestinterop",
    "assessment/x-bb-qti-survey": "questestinterop",
    "course/x-bb-courseassessment": "COURSEASSESSMENT",
    "course/x-bb-courseassessmentcreationsettings": "ASSESSMENTCREATIONSETTINGS",
    "course/x-bb-gradebook": "GRADEBOOK",
    "course/x-bb-rubrics": "LEARNRUBRICS",
    "course/x-bb-crsrubricassocation": "COURSERUBRICASSOCIATIONS",
    "course/x-bb-csresourcelinks": "cms_resource_link_list",
    "resource/x-bb-discussionboard": "FORUM",
    "resource/x-bb-conference": "CONFERENCES",
    "resource/x-bb-link": "LINK",
    "course/x-bb-stdsalignments": "STDS_ALIGNMENTS",
    "resource/x-bb-announcement": "ANNOUNCEMENT",
}


def check_manifest(package: Opened) -> Iterator[Diagnostic]:
    """Yield what is wrong with the container."""
    yield from _namespaces(package)
    yield from _resources(package)
    yield from _organization(package)
    yield from _density(package)
    yield from _types(package)
    yield from _info(package)


def _namespaces(package: Opened) -> Iterator[Diagnostic]:
    root = package.manifest
    if None in root.nsmap or root.tag != "manifest":
        tag = str(root.tag)
        yield package.at(
            NO_DEFAULT, f"the root element is `{tag}`; it must be `manifest`", MANIFEST
        )
    if root.nsmap.get("bb") != NS["bb"]:
        message = f"xmlns:bb is `{root.nsmap.get('bb', '')}`; it must be `{NS['bb']}`"
        yield package.at(PREFIX, message, MANIFEST)


def _resources(package: Opened) -> Iterator[Diagnostic]:
    listed = set()
    for resource in package.resources:
        name = resource.get("identifier", "")
        member = resource.get(f"{{{NS['bb']}}}file")
        if member is None:
            message = f"the resource `{name}` has no attribute bb:file"
            yield package.at(PREFIX, message, MANIFEST, resource)
        elif member not in package.names:
            message = f"the file `{member}` of the resource `{name}` is not in the archive"
            yield package.at(FILE_EXISTS, message, MANIFEST, resource)
        listed.add(member)
    for name in sorted(package.names):
        if _DAT.match(name) and name not in listed:
            yield package.at(LISTED, f"`{name}` is no resource of the manifest", name)
    counted = Counter(resource.get("identifier", "") for resource in package.resources)
    for name, count in counted.items():
        if count > 1:
            yield package.at(UNIQUE, f"{count} resources are called `{name}`", MANIFEST)


def _organization(package: Opened) -> Iterator[Diagnostic]:
    known = {resource.get("identifier") for resource in package.resources}
    for item in package.manifest.iter("{*}item"):
        target = item.get("identifierref", "")
        if target not in known:
            message = f"the item `{item.get('identifier', '')}` refers to `{target}`, no resource"
            yield package.at(REFERENCES, message, MANIFEST, item)
    for entry in package.manifest.iterfind(".//{*}organization/{*}item"):
        yield from _top(package, entry)


def _top(package: Opened, entry: Element) -> Iterator[Diagnostic]:
    document = package.by_name.get(entry.get("identifierref", ""))
    if document is None or document.root.tag != "COURSETOC":
        return
    target = document.root.find("TARGETTYPE")
    if target is None or target.get("value") != "CONTENT":
        return
    titles = [item.findtext("{*}title", "") for item in entry.iterfind("{*}item")]
    if titles != [TOP]:
        shown = ", ".join(titles) or "nothing"
        label = entry.findtext("{*}title", "")
        yield package.at(TOP_FOLDER, f"below `{label}` stands {shown}", MANIFEST, entry)


def _density(package: Opened) -> Iterator[Diagnostic]:
    if any(resource.tail for resource in package.resources):
        yield package.at(DENSE, "white space stands between the resources", MANIFEST)
    for document in package.of("questestinterop"):
        for section in document.root.iter("section"):
            metadata = section.find("sectionmetadata")
            if metadata is not None and metadata.tail and len(section):
                message = "white space stands after the metadata of a section"
                yield package.at(DENSE, message, document, metadata)


def _types(package: Opened) -> Iterator[Diagnostic]:
    for document in package.documents:
        wanted = _ROOTS.get(document.type)
        if wanted and document.root.tag != wanted:
            message = f"the root of a `{document.type}` is `{document.root.tag}`, not `{wanted}`"
            yield package.at(TYPES, message, document)


def _info(package: Opened) -> Iterator[Diagnostic]:
    name = ".bb-package-info"
    if name not in package.names:
        yield package.at(INFO, f"`{name}` is missing", MANIFEST)
    elif not package.read(name).startswith(b"#"):
        yield package.at(INFO, f"`{name}` does not start with a comment line", name)
