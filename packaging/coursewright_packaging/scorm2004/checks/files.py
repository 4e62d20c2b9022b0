"""Files and addresses: what is listed exists, what exists is listed, and names travel."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import cast
from urllib.parse import unquote

from lxml import etree

from coursewright_packaging.diagnostic import Diagnostic, Rule, Severity
from coursewright_packaging.scorm2004.checks.package import MANIFEST, Package, is_external
from coursewright_packaging.xml import NS, Element, parse

__all__ = ["RULES", "check_files"]

_ERROR, _WARNING = Severity.ERROR, Severity.WARNING
_CAM = "SCORM 2004 CAM 3.4"
_XML_BASE = "{http://www.w3.org/XML/1998/namespace}base"
_LOCATIONS = etree.XPath("//@xsi:schemaLocation", namespaces={"xsi": NS["xsi"]})
_NEED_NO_LISTING = (".xsd", ".dtd")
_EXTENSION = re.compile(r"\.[^./]+\Z")
_BUILT_IN = frozenset({NS["xsi"], "http://www.w3.org/XML/1998/namespace"})

CONTROL = Rule(
    "scorm-control-documents-are-there",
    _ERROR,
    "Every schema that xsi:schemaLocation names lies at the root of the package.",
    "ADL's test suite and strict platforms stop before reading anything else.",
    "Copy the schema files of the edition to the root.",
    "SCORM 2004 CAM 3.4.1.1; ADL CTS",
)
NAMESPACES = Rule(
    "scorm-namespaces-have-schemas",
    _ERROR,
    "Every namespace that the manifest uses is mapped to a schema by xsi:schemaLocation.",
    "ADL's test suite fails what it cannot validate.",
    "Add the namespace and its schema file, or drop the foreign elements.",
    "ADL CTS",
)
LISTED = Rule(
    "scorm-launch-page-is-listed",
    _ERROR,
    "A resource with an href lists a file with the identical href.",
    "A platform that copies only listed files has no page to open.",
    "Add `<file href=…>` with the same text.",
    f"{_CAM}.1.12",
)
EXIST = Rule(
    "scorm-listed-files-exist",
    _ERROR,
    "Every file that the manifest lists is in the package, in the same spelling.",
    "The page or picture is missing for learners; capitals count on most platforms.",
    "Add the file or mend its href.",
    f"{_CAM}.1.13",
)
UNLISTED = Rule(
    "scorm-files-are-listed",
    _WARNING,
    "Every file of the package is listed in the manifest.",
    "A platform may leave it out.",
    "List it in a resource, or drop it from the archive.",
    f"{_CAM}.1.13",
)
PORTABLE = Rule(
    "scorm-href-is-portable",
    _ERROR,
    "An href is a relative address with `/`, without spaces, and its file has an extension.",
    "Platforms on other systems do not find the file.",
    "Write `folder/name.ext`, percent-encoding what is not allowed in an address.",
    f"{_CAM}.1.13; RFC 3986",
)
ASCII = Rule(
    "scorm-names-are-ascii",
    _ERROR,
    "The names of listed files are of ASCII characters.",
    "ADL's checker and many unzippers read other characters differently.",
    "Rename the file with letters a to z, digits, hyphens and points.",
    "ADL CTS",
)
BASE = Rule(
    "scorm-base-is-a-folder",
    _ERROR,
    "An xml:base is a relative folder that ends with `/`.",
    "Addresses are put behind it as they are.",
    "End it with `/`, begin it without, and use no backslash.",
    f"{_CAM}.1.1",
)
CASE = Rule(
    "scorm-names-differ-by-more-than-case",
    _WARNING,
    "No two files differ only by capitals.",
    "On Windows and macOS one overwrites the other.",
    "Rename one of them.",
    "ADL CTS",
)
LOCAL = Rule(
    "scorm-href-is-local",
    _WARNING,
    "Resources lead to files of the package.",
    "The page cannot be tracked from another site, and may be gone tomorrow.",
    "Pack the page, or link to it from one that is packed.",
    f"{_CAM}.1.12",
)
METADATA = Rule(
    "scorm-metadata-file-is-there",
    _ERROR,
    "Each file that adlcp:location names is in the package, and is well-formed XML.",
    "ADL's test suite and strict platforms refuse the package.",
    "Add the metadata file, or drop the location.",
    f"{_CAM}.1.3",
)
RULES = (
    CONTROL,
    NAMESPACES,
    LISTED,
    EXIST,
    UNLISTED,
    PORTABLE,
    ASCII,
    BASE,
    CASE,
    LOCAL,
    METADATA,
)


def check_files(package: Package) -> Iterator[Diagnostic]:
    """Yield what is wrong between the manifest and the members of the archive."""
    yield from _control_documents(package)
    yield from _bases(package)
    for resource in package.resources.values():
        yield from _launch_page(package, resource)
        for file in resource.iterchildren(package.cp("file")):
            yield from _address(package, file)
            local = not is_external(file.get("href", ""))
            if local and package.member(file) not in package.members:
                message = f"`{file.get('href')}` is listed, but is not in the package"
                yield package.at(EXIST, message, file)
    for location in package.root.iter(package.adlcp("location")):
        yield from _metadata(package, location)
    yield from _unlisted(package)
    yield from _same_but_for_case(package)


def _control_documents(package: Package) -> Iterator[Diagnostic]:
    named: dict[str, str] = {}
    for written in cast("list[str]", _LOCATIONS(package.root)):
        words = written.split()
        named.update(zip(words[::2], words[1::2], strict=False))
    for name in sorted(set(named.values())):
        if not is_external(name) and name not in package.members:
            message = f"`{name}` is named in xsi:schemaLocation, but is not at the root"
            yield package.at(CONTROL, message, package.root)
    tags = {each.tag for each in package.root.iter("{*}*")}
    names = {name for each in package.root.iter("{*}*") for name in each.attrib}
    used = {_namespace_of(name) for name in tags | names}
    for namespace in sorted(used - named.keys() - _BUILT_IN - {""}):
        message = f"the namespace `{namespace}` has no schema in xsi:schemaLocation"
        yield package.at(NAMESPACES, message, package.root)


def _namespace_of(name: object) -> str:
    text = str(name)
    return text[1:].partition("}")[0] if text.startswith("{") else ""


def _bases(package: Package) -> Iterator[Diagnostic]:
    for element in package.root.iter("{*}manifest", "{*}resources", "{*}resource"):
        base = element.get(_XML_BASE)
        if base is not None and (not base.endswith("/") or base.startswith("/") or "\\" in base):
            yield package.at(BASE, f"the xml:base is `{base}`", element)


def _metadata(package: Package, location: Element) -> Iterator[Diagnostic]:
    name = unquote((location.text or "").strip())
    if is_external(name):
        return
    if name not in package.members:
        yield package.at(METADATA, f"`{name}` is not in the package", location)
        return
    try:
        parse(package.read(name))
    except etree.XMLSyntaxError as error:
        yield METADATA.at(package.path, error.msg, line=error.lineno or 0, member=name)


def _launch_page(package: Package, resource: Element) -> Iterator[Diagnostic]:
    href = resource.get("href")
    if href is None:
        return
    yield from _address(package, resource)
    if is_external(href):
        yield package.at(LOCAL, f"the resource leads to `{href}`", resource)
    elif all(file.get("href") != href for file in resource.iterchildren(package.cp("file"))):
        identifier = resource.get("identifier")
        message = f"the resource `{identifier}` launches `{href}` and does not list it as a file"
        yield package.at(LISTED, message, resource)


def _address(package: Package, element: Element) -> Iterator[Diagnostic]:
    href = element.get("href", "")
    if is_external(href) and not href.startswith("file:"):
        return
    if problem := _unportable(href):
        yield package.at(PORTABLE, f"`{href}` {problem}", element)
    if not package.member(element).isascii():
        yield package.at(ASCII, f"`{href}` is not all ASCII", element)


def _unportable(href: str) -> str:
    if href.startswith("file:"):
        return "leads to a file of one machine"
    if "\\" in href:
        return "has a backslash"
    if href.startswith("/"):
        return "begins with `/`"
    if any(character.isspace() for character in href):
        return "has white space; write %20"
    if not _EXTENSION.search(re.split(r"[?#]", href)[0]):
        return "has no file extension"
    return ""


def _unlisted(package: Package) -> Iterator[Diagnostic]:
    listed = {package.member(file) for file in package.root.iter(package.cp("file"))}
    # Metadata files are referred to by adlcp:location and need no listing.
    listed |= {(each.text or "").strip() for each in package.root.iter(package.adlcp("location"))}
    for name in package.names:
        if name not in listed and name != MANIFEST and not name.endswith(_NEED_NO_LISTING):
            message = "the file is in the package, but the manifest does not list it"
            yield UNLISTED.at(package.path, message, member=name)


def _same_but_for_case(package: Package) -> Iterator[Diagnostic]:
    folded: dict[str, set[str]] = defaultdict(set)
    for name in package.names:
        folded[name.lower()].add(name)
    for same in folded.values():
        if len(same) > 1:
            names = " and ".join(f"`{each}`" for each in sorted(same))
            yield CASE.at(package.path, f"{names} differ only by capitals", member=min(same))
