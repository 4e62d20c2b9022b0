"""Metadata, organizations, items and resources: ADL's application profile beyond the schemas."""

from __future__ import annotations

from collections.abc import Iterator

from coursewright_packaging.diagnostic import Diagnostic, Rule, Severity
from coursewright_packaging.scorm2004.checks.package import Package
from coursewright_packaging.xml import NS, Element, q

__all__ = ["PARTS", "RULES", "check_parts", "check_structure", "misplaced_references"]

_ERROR, _WARNING = Severity.ERROR, Severity.WARNING
_CAM = "SCORM 2004 CAM 3.4"
_SCHEMAVERSIONS = ("2004 4th Edition", "2004 3rd Edition")
_OLD_SCHEMAVERSION = "CAM 1.3"
_PREFIXES = ("adlcp", "adlseq", "adlnav", "imsss")

SECTIONS = Rule(
    "scorm-manifest-has-each-section-once",
    _ERROR,
    "The manifest has one metadata, one organizations and one resources.",
    "A platform takes the first, or none.",
    "Keep one of each, in this order.",
    _CAM,
)
SCHEMA = Rule(
    "scorm-schema-is-named",
    _ERROR,
    "The metadata name the schema `ADL SCORM` and an edition of SCORM 2004.",
    "Moodle and others take any other spelling for SCORM 1.2 and track nothing.",
    "Write `ADL SCORM` and `2004 4th Edition` or `2004 3rd Edition`.",
    f"{_CAM}.1.2",
)
CURRENT = Rule(
    "scorm-schemaversion-is-current",
    _WARNING,
    "The schemaversion names its edition.",
    "`CAM 1.3` leaves open whether the 2nd or the 3rd edition is meant.",
    "Write `2004 3rd Edition` or `2004 4th Edition`.",
    f"{_CAM}.1.2",
)
PREFIXES = Rule(
    "scorm-prefixes-are-usual",
    _WARNING,
    "imscp is the default namespace and adlcp, adlseq, adlnav and imsss have these prefixes.",
    "Moodle and Open edX look for `item`, `adlcp:masteryscore` and such by their literal names.",
    "Declare imscp as xmlns and the others under their usual prefixes.",
)
DEFAULT = Rule(
    "scorm-default-organization-exists",
    _ERROR,
    "`organizations@default` names an organization of the manifest.",
    "A platform does not know what to deliver.",
    "Write the identifier of the organization.",
    f"{_CAM}.1.4",
)
TITLES = Rule(
    "scorm-title-is-there-once",
    _ERROR,
    "Every organization and item has one title.",
    "Open edX stops with an error, others show an empty line in the menu.",
    "Give it one `title` with text, before its items.",
    f"{_CAM}.1.6",
)
ITEMS = Rule(
    "scorm-organization-has-items",
    _ERROR,
    "Every organization has an item.",
    "There is nothing to deliver.",
    "Add an item, or drop the organization.",
    f"{_CAM}.1.5",
)
LEAVES = Rule(
    "scorm-leaves-alone-have-resources",
    _ERROR,
    "An item has either children or an identifierref, never both and never neither.",
    "Only leaves can be launched; what a cluster refers to is never shown.",
    "Give the resource an item of its own below the cluster.",
    f"{_CAM}.1.7",
)
REFERENCES = Rule(
    "scorm-identifierref-resolves",
    _ERROR,
    "Every identifierref is the identifier of a resource.",
    "The item opens nothing.",
    "Mend the identifierref or add the resource.",
    f"{_CAM}.1.7",
)
LAUNCH = Rule(
    "scorm-launched-resource-has-href",
    _ERROR,
    "A resource that an item refers to has an href.",
    "The platform has no page to open.",
    "Name the start page in the resource's href.",
    f"{_CAM}.1.12",
)
TYPES = Rule(
    "scorm-resource-has-scormtype",
    _ERROR,
    "Every resource says in adlcp:scormType whether it is a `sco` or an `asset`.",
    "The platform does not know whether to track the page.",
    'Write adlcp:scormType="sco" or "asset", with a capital T.',
    f"{_CAM}.1.12",
)
REACHED = Rule(
    "scorm-resource-is-used",
    _WARNING,
    "Every resource is launched by an item or is another resource's dependency.",
    "Nobody can open it.",
    "Refer to it, or leave it out.",
)
SUBMANIFESTS = Rule(
    "scorm-has-no-submanifest",
    _WARNING,
    "The manifest has no manifest inside.",
    "ADL advises against them; most platforms ignore them.",
    "Merge its items and resources into the one manifest.",
    f"{_CAM}.1.15",
)
PARTS = (SECTIONS, PREFIXES, DEFAULT, TITLES, ITEMS, REFERENCES, LAUNCH, REACHED, SUBMANIFESTS)
"""Rules that all versions of SCORM have in common."""
RULES = (SCHEMA, CURRENT, TYPES, LEAVES, *PARTS)


def check_structure(package: Package) -> Iterator[Diagnostic]:
    """Yield what is wrong with the manifest's parts and their references."""
    yield from _schema(package)
    yield from check_parts(package)
    for element, problem in misplaced_references(package):
        yield package.at(LEAVES, problem, element)
    for identifier, resource in package.resources.items():
        if not package.type_of(resource):
            message = f"the resource `{identifier}` has no adlcp:scormType"
            if resource.get(q("adlcp:scormtype")) is not None:
                message += "; `scormtype` is the spelling of SCORM 1.2"
            yield package.at(TYPES, message, resource)


def check_parts(package: Package) -> Iterator[Diagnostic]:
    """Yield what is wrong by the rules that all versions of SCORM have in common."""
    yield from _sections(package)
    yield from _prefixes(package)
    yield from _organizations(package)
    for item in package.items:
        yield from _title(package, item, "item")
        yield from _item(package, item)
    yield from _dependencies(package)
    yield from _unused(package)
    for nested in package.root.iterchildren(package.cp("manifest")):
        yield package.at(SUBMANIFESTS, "a manifest stands inside the manifest", nested)


def _sections(package: Package) -> Iterator[Diagnostic]:
    for name in ("metadata", "organizations", "resources"):
        count = len(package.root.findall(package.cp(name)))
        if count != 1:
            message = f"the manifest has {count} `{name}`; it needs exactly 1"
            yield package.at(SECTIONS, message, package.root)


def _schema(package: Package) -> Iterator[Diagnostic]:
    metadata = package.root.find(package.cp("metadata"))
    if metadata is None:
        return
    schema = (metadata.findtext(package.cp("schema")) or "").strip()
    if schema != "ADL SCORM":
        yield package.at(SCHEMA, f"the schema is `{schema}`; it must be `ADL SCORM`", metadata)
    version = (metadata.findtext(package.cp("schemaversion")) or "").strip()
    if version == _OLD_SCHEMAVERSION:
        yield package.at(CURRENT, f"the schemaversion is `{version}`", metadata)
    elif version not in _SCHEMAVERSIONS:
        allowed = " or ".join(f"`{each}`" for each in _SCHEMAVERSIONS)
        message = f"the schemaversion is `{version}`; it must be {allowed}"
        yield package.at(SCHEMA, message, metadata)


def _prefixes(package: Package) -> Iterator[Diagnostic]:
    if package.root.prefix:
        message = f"imscp has the prefix `{package.root.prefix}`; it must be the default namespace"
        yield package.at(PREFIXES, message, package.root)
    usual = {NS[prefix]: prefix for prefix in _PREFIXES} | {NS["adlcp12"]: "adlcp"}
    for prefix, namespace in sorted(package.root.nsmap.items(), key=str):
        if namespace in usual and prefix != usual[namespace]:
            message = f"`{namespace}` has the prefix `{prefix}`, usual is `{usual[namespace]}`"
            yield package.at(PREFIXES, message, package.root)


def _organizations(package: Package) -> Iterator[Diagnostic]:
    organizations = list(package.root.iter(package.cp("organization")))
    known = {each.get("identifier") for each in organizations}
    for section in package.root.findall(package.cp("organizations")):
        default = section.get("default")
        if default not in known:
            message = f"the default organization `{default or ''}` is not in the manifest"
            yield package.at(DEFAULT, message, section)
    for organization in organizations:
        yield from _title(package, organization, "organization")
        if organization.find(package.cp("item")) is None:
            message = f"the organization `{organization.get('identifier')}` has no item"
            yield package.at(ITEMS, message, organization)


def _title(package: Package, element: Element, kind: str) -> Iterator[Diagnostic]:
    titles = element.findall(package.cp("title"))
    if len(titles) != 1 or not (titles[0].text or "").strip():
        found = f"{len(titles)} titles" if len(titles) != 1 else "an empty title"
        message = f"the {kind} `{element.get('identifier')}` has {found}; it needs exactly 1"
        yield package.at(TITLES, message, element)


def misplaced_references(package: Package) -> Iterator[tuple[Element, str]]:
    """Yield items that open a page although they have children, or none although they have none."""
    for item in package.items:
        is_leaf = item.find(package.cp("item")) is None
        opens = item.get("identifierref") is not None
        if is_leaf and not opens:
            yield item, f"the item `{item.get('identifier')}` has no identifierref"
        elif opens and not is_leaf:
            yield item, f"the item `{item.get('identifier')}` has children and an identifierref"


def _item(package: Package, item: Element) -> Iterator[Diagnostic]:
    identifier, reference = item.get("identifier"), item.get("identifierref")
    if reference is None:
        return
    resource = package.resources.get(reference)
    if resource is None:
        message = f"the item `{identifier}` refers to `{reference}`, which is no resource"
        yield package.at(REFERENCES, message, item)
    elif not resource.get("href"):
        message = f"the item `{identifier}` launches `{reference}`, which has no href"
        yield package.at(LAUNCH, message, resource)


def _dependencies(package: Package) -> Iterator[Diagnostic]:
    for dependency in package.root.iter(package.cp("dependency")):
        reference = dependency.get("identifierref")
        if reference not in package.resources:
            message = f"the dependency refers to `{reference}`, which is no resource"
            yield package.at(REFERENCES, message, dependency)


def _unused(package: Package) -> Iterator[Diagnostic]:
    referring = (*package.items, *package.root.iter(package.cp("dependency")))
    used = {element.get("identifierref") for element in referring}
    for identifier, resource in package.resources.items():
        if identifier not in used:
            message = f"neither an item nor a dependency refers to the resource `{identifier}`"
            yield package.at(REACHED, message, resource)
