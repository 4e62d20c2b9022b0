"""bb-manifest.xml against its schema, restated here because it carries no licence to copy it."""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Iterator, Mapping

from lxml import etree

from coursewright_packaging.blackboard import block_rules as rules
from coursewright_packaging.diagnostic import Rule
from coursewright_packaging.xml import NS, Element

__all__ = ["Faults", "check_plugin", "find", "findall", "value_of"]

Faults = Iterator[tuple[Rule, str, Element]]
"""Rule, message and the element at fault."""

_LEAVES = (
    "name",
    "handle",
    "version",
    "description",
    "default-locale",
    "webapp-type",
    "context-path",
    "hidden",
    "mandatory",
)
_GROUPS = (
    "vendor",
    "requires",
    "http-actions",
    "permissions",
    "webservice",
    "required-webservices",
    "legacy-ui",
    "entitlements",
    "content-handlers",
    "score-providers",
    "application-defs",
    "links",
    "module-defs",
    "reports",
    "schema-dirs",
    "extension-defs",
    "data-integration-handlers",
)
_PLUGIN = frozenset((*_LEAVES, *_GROUPS))
_REQUIRED = ("name", "handle", "version", "vendor", "requires")
_BOOLEANS = ("true", "false", "1", "0")
_CHILDREN: Mapping[str, tuple[str, ...]] = {
    "vendor": ("id", "name", "url", "description"),
    "requires": ("bbversion", "csversion", "bbclient", "plugin-versions"),
    "content-handlers": ("content-handler",),
    "content-handler": ("name", "handle", "http-actions", "application", "types", "icons"),
    "application-defs": ("application",),
    "application": ("links", "icons", "description"),
    "score-providers": ("score-provider",),
    "score-provider": (
        "name",
        "handle",
        "grade-action",
        "review-action",
        "allow-multiple",
        "attempt-based",
    ),
    "module-defs": ("module-type", "rss-channel", "module"),
    "permissions": ("permission",),
    "link": (
        "type",
        "name",
        "url",
        "description",
        "entitlement-uid",
        "icons",
        "navhandle",
        "component",
        "handle",
        "subgroup",
    ),
}
_NEEDED: Mapping[str, tuple[str, ...]] = {
    "vendor": ("id", "name", "url"),
    "requires": ("bbversion",),
    "content-handler": ("name", "handle", "http-actions"),
    "application": ("links",),
    "score-provider": ("name", "handle"),
    "module": ("ExtraInfo",),
    "link": ("type", "name"),
}
_ATTRIBUTES: Mapping[str, tuple[str, ...]] = {
    "application": ("handle", "name"),
    "module-type": ("title", "ext-ref"),
    "module": ("type", "title"),
    "permission": ("type", "name"),
    "plugin-version": ("vendor", "handle", "min"),
}
_VALUED = frozenset(
    {
        "name",
        "handle",
        "version",
        "description",
        "default-locale",
        "webapp-type",
        "id",
        "url",
        "bbversion",
        "csversion",
        "context-path",
        "hidden",
        "mandatory",
        "type",
        "can-copy",
        "allow-multiple",
        "attempt-based",
        "component",
        "config",
        "remove",
        "create",
        "modify",
        "view",
        "cpview",
        "grade-action",
        "review-action",
    }
)
_CHOICES: Mapping[str, tuple[str, ...]] = {
    "webapp-type": ("java", "javaext", "net"),
    "hidden": _BOOLEANS,
    "mandatory": _BOOLEANS,
    "can-copy": _BOOLEANS,
    "allow-multiple": _BOOLEANS,
    "attempt-based": _BOOLEANS,
    "component": ("Context", "Admin"),
    "action-type": (
        "newPage",
        "build",
        "plan",
        "evaluate",
        "mashup",
        "collaborate",
        "more",
        "createItem",
        "createMedia",
        "createOther",
        "textbook",
    ),
}
_ACTIONS: Mapping[str, tuple[str, ...]] = {
    "plugin": ("config", "remove"),
    "content-handler": ("create", "modify", "view", "cpview", "remove", "can-copy"),
}
_HANDLE = re.compile(r"resource/x-[\w]+-[\w.-]+\Z")
_FLAGS = (
    "use-ssl",
    "can-allow-guest",
    "is-sys-tool",
    "is-course-tool",
    "is-org-tool",
    "is-group-tool",
)
_NEVER_EMPTY = ("name", "handle", "version", "id", "type")
_LONGEST = {"name": 50, "handle": 32}
_LONGEST_VENDOR = 4


def find(parent: Element, name: str) -> Element | None:
    """Return the first child of that local name, in whatever namespace."""
    return parent.find(f"{{*}}{name}")


def findall(parent: Element, path: str) -> list[Element]:
    """Return the descendants along a path of local names."""
    return parent.findall("/".join(f"{{*}}{step}" for step in path.split("/")))


def value_of(parent: Element, name: str) -> str:
    """Return the `value` of a child, empty when it is not there."""
    found = find(parent, name)
    return "" if found is None else found.get("value", "")


def check_plugin(root: Element) -> Faults:
    """Yield what the manifest breaks of its schema."""
    if etree.QName(root).localname != "manifest" or len(findall(root, "plugin")) != 1:
        count = len(findall(root, "plugin"))
        yield rules.ROOT, f"the root is `{etree.QName(root).localname}` with {count} plugins", root
        return
    if etree.QName(root).namespace != NS["b2"]:
        yield rules.NAMESPACE, f"the manifest is not in the namespace {NS['b2']}", root
    plugin = findall(root, "plugin")[0]
    yield from _plugin_children(plugin)
    yield from _lengths(plugin)
    yield from _signed(plugin)
    yield from _permissions(plugin)
    yield from _applications(plugin)
    yield from _actions(plugin)
    yield from _conventions(plugin)
    for element in plugin.iter(etree.Element):
        yield from _structure(element)
        yield from _simple(element)


def _local(element: Element) -> str:
    return etree.QName(element).localname


def _plugin_children(plugin: Element) -> Faults:
    counted = Counter(_local(child) for child in plugin.iterchildren(etree.Element))
    for child in plugin.iterchildren(etree.Element):
        name = _local(child)
        if name not in _PLUGIN:
            yield rules.KNOWN, f"`{name}` is not allowed in `plugin`{_near(name, _PLUGIN)}", child
        elif counted[name] > 1:
            counted[name] = 1
            yield rules.KNOWN, f"`{name}` stands more than once in `plugin`", child
    for name in _REQUIRED:
        if name not in counted:
            yield rules.REQUIRED, f"`plugin` has no `{name}`", plugin


def _near(name: str, known: frozenset[str] | tuple[str, ...]) -> str:
    near = difflib.get_close_matches(name, sorted(known), n=1)
    return f"; did you mean `{near[0]}`?" if near else ""


def _lengths(plugin: Element) -> Faults:
    for name, longest in _LONGEST.items():
        text = value_of(plugin, name)
        if len(text) > longest:
            yield (
                rules.LENGTHS,
                f"`{name}` has {len(text)} characters, allowed are {longest}",
                plugin,
            )
    vendor = find(plugin, "vendor")
    text = "" if vendor is None else value_of(vendor, "id")
    if len(text) > _LONGEST_VENDOR:
        yield rules.VENDOR, f"the vendor id `{text}` has {len(text)} characters", plugin


def _signed(plugin: Element) -> Faults:
    for name in ("hidden", "mandatory"):
        if value_of(plugin, name) in ("true", "1"):
            yield rules.SIGNED, f"`{name}` counts in signed Building Blocks only", plugin


def _permissions(plugin: Element) -> Faults:
    for permission in findall(plugin, "permissions/permission"):
        if "AllPermission" in f"{permission.get('type')} {permission.get('name')}":
            yield rules.ALL_PERMISSION, "a permission is java.security.AllPermission", permission


def _applications(plugin: Element) -> Faults:
    vendor = find(plugin, "vendor")
    owner = "" if vendor is None else value_of(vendor, "id")
    known = {
        f"{owner}-{application.get('handle', '')}"
        for application in findall(plugin, "application-defs/application")
    }
    for handler in findall(plugin, "content-handlers/content-handler"):
        named = value_of(handler, "application")
        if named and named not in known:
            yield rules.HANDLER, f"`{named}` is no application of the manifest", handler


def _actions(plugin: Element) -> Faults:
    for actions in plugin.iter("{*}http-actions"):
        parent = actions.getparent()
        allowed = _ACTIONS["plugin" if parent is plugin else "content-handler"]
        for action in actions.iterchildren(etree.Element):
            name = _local(action)
            if name not in allowed:
                message = f"`{name}` is no action here{_near(name, allowed)}"
                yield rules.KNOWN, message, action


def _conventions(plugin: Element) -> Faults:
    for handler in findall(plugin, "content-handlers/content-handler"):
        handle = value_of(handler, "handle")
        if handle and not _HANDLE.match(handle):
            yield rules.HANDLE, f"the handle is `{handle}`", handler
    for path in findall(plugin, "context-path"):
        yield rules.CONTEXT, f"the context-path is `{path.get('value', '')}`", path
    for links in findall(plugin, "links"):
        yield rules.CURRENT, "`links` stands in `plugin`", links
    for text in findall(plugin, "application-defs/application/description"):
        yield rules.CURRENT, "`description` stands in `application`", text


def _structure(element: Element) -> Faults:
    name = _local(element)
    present = {_local(child) for child in element.iterchildren(etree.Element)}
    # `links` and `application` exist as leaves with a value too.
    if allowed := _CHILDREN.get(name):
        for stray in sorted(present - {*allowed}):
            yield (
                rules.KNOWN,
                f"`{stray}` is not allowed in `{name}`{_near(stray, allowed)}",
                element,
            )
    if name == "application" and element.get("value") is not None:
        return
    for needed in _NEEDED.get(name, ()):
        if needed not in present:
            yield rules.REQUIRED, f"`{name}` has no `{needed}`", element
    for needed in _ATTRIBUTES.get(name, ()):
        if not element.get(needed):
            yield rules.REQUIRED, f"`{name}` has no attribute `{needed}`", element


def _simple(element: Element) -> Faults:
    name = _local(element)
    if len(element) == 0 and (element.text or "").strip() and name in _VALUED:
        yield rules.VALUE, f'`{name}` holds text; it belongs into value="…"', element
    elif name == "bbversion":
        if not (element.get("value") or element.get("min")):
            yield rules.REQUIRED, "`bbversion` has neither `value` nor `min`", element
    elif name in _NEVER_EMPTY and not element.get("value") and len(element) == 0:
        yield rules.REQUIRED, f"`{name}` has an empty value", element
    allowed = _CHOICES.get(name)
    text = element.get("value")
    if allowed and text is not None and text not in allowed:
        yield rules.CHOICE, f"`{name}` is `{text}`; allowed are {', '.join(allowed)}", element
    if name == "csversion" and element.get("ifMissing", "fail") not in ("fail", "warn"):
        message = f"`ifMissing` is `{element.get('ifMissing')}`; allowed are fail and warn"
        yield rules.CHOICE, message, element
    if name == "application":
        for flag in _FLAGS:
            if element.get(flag, "true") not in _BOOLEANS:
                message = f"`{flag}` is `{element.get(flag)}`; allowed are true and false"
                yield rules.CHOICE, message, element
