"""Verify Building Blocks: descriptors, pages, and that nothing secret or foreign is inside."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from lxml import etree

from coursewright_packaging.blackboard import block_rules as rules
from coursewright_packaging.blackboard.block_rules import RULES
from coursewright_packaging.blackboard.check_plugin import check_plugin, findall, value_of
from coursewright_packaging.blackboard.check_static import check_member
from coursewright_packaging.diagnostic import Diagnostic, Rule
from coursewright_packaging.xml import Element, line_of, parse

__all__ = ["KIND", "RULES", "recognise", "verify"]

KIND = "Blackboard Building Block"

_MANIFEST = "WEB-INF/bb-manifest.xml"
_WEB = "WEB-INF/web.xml"
_KEY = re.compile(r"[A-Za-z][\w-]*(\.[\w-]+)+\Z")
_PAGE_ELEMENTS = ("config", "remove", "create", "modify", "view", "cpview", "url")
_TEXT_ELEMENTS = ("name", "description")
_NEWEST_SERVLET = (4, 0)


@dataclass(frozen=True, slots=True)
class _Block:
    path: str
    names: frozenset[str]
    read: Callable[[str], bytes]

    def at(
        self, rule: Rule, message: str, member: str, element: Element | None = None
    ) -> Diagnostic:
        """Return a diagnostic in a member, at an element's line when one is given."""
        return rule.at(self.path, message, line=line_of(element), member=member)

    def document(self, name: str) -> Element | Diagnostic:
        """Return the root of a member, or why it cannot be parsed."""
        try:
            return parse(self.read(name))
        except etree.XMLSyntaxError as error:
            return rules.PARSES.at(self.path, error.msg, line=error.lineno or 0, member=name)


def recognise(names: frozenset[str], _read: Callable[[str], bytes]) -> bool:
    """Return whether an archive is a Building Block: one file alone makes it one."""
    return _MANIFEST in names


def verify(names: tuple[str, ...], read: Callable[[str], bytes], path: str) -> Iterator[Diagnostic]:
    """Yield what is wrong with a Building Block."""
    block = _Block(path, frozenset(names), read)
    web = block.document(_WEB) if _WEB in block.names else None
    yield from _web(block, web)
    manifest = block.document(_MANIFEST)
    if isinstance(manifest, Diagnostic):
        yield manifest
    else:
        for rule, message, element in check_plugin(manifest):
            yield block.at(rule, message, _MANIFEST, element)
        yield from _pages(block, manifest, _mapped(web))
        yield from _texts(block, manifest)
    for name in names:
        for member_rule, fault in check_member(name, block.names, read):
            yield block.at(member_rule, fault, name)


def _web(block: _Block, web: Element | Diagnostic | None) -> Iterator[Diagnostic]:
    if web is None:
        yield block.at(rules.WEB, f"`{_WEB}` is missing", _WEB)
    elif isinstance(web, Diagnostic):
        yield web
    elif etree.QName(web).localname != "web-app":
        yield block.at(rules.WEB, f"the root is `{web.tag}`, not `web-app`", _WEB)
    elif not _old_enough(web):
        message = f"the web-app is of version {web.get('version')}, namespace {web.nsmap.get(None)}"
        yield block.at(rules.WEB, message, _WEB)


def _old_enough(web: Element) -> bool:
    if "jakarta.ee" in (etree.QName(web).namespace or ""):
        return False
    try:
        version = tuple(int(part) for part in web.get("version", "2.2").split("."))
    except ValueError:
        return False
    return version <= _NEWEST_SERVLET


def _mapped(web: Element | Diagnostic | None) -> tuple[str, ...]:
    """Return the url patterns of web.xml, without the leading slash."""
    if web is None or isinstance(web, Diagnostic):
        return ()
    patterns = web.iterfind("{*}servlet-mapping/{*}url-pattern")
    return tuple((pattern.text or "").strip().lstrip("/") for pattern in patterns)


def _pages(block: _Block, manifest: Element, mapped: tuple[str, ...]) -> Iterator[Diagnostic]:
    for name in _PAGE_ELEMENTS:
        for element in manifest.iter(f"{{*}}{name}"):
            parent = element.getparent()
            # The url of a vendor is an address, not a page.
            if parent is None or etree.QName(parent).localname == "vendor":
                continue
            address = element.get("value", "")
            page = address.partition("?")[0].lstrip("/")
            if page and page not in block.names and not _is_mapped(page, mapped):
                message = f"`{address}` is neither in the archive nor mapped in web.xml"
                yield block.at(rules.PAGE, message, _MANIFEST, element)


def _is_mapped(page: str, patterns: tuple[str, ...]) -> bool:
    """Return whether a servlet answers (Java Servlet 3.1, 12.2)."""
    for pattern in patterns:
        if page == pattern or pattern in ("", "*"):
            return True
        if pattern.endswith("/*") and f"{page}/".startswith(pattern[:-1]):
            return True
        if pattern.startswith("*.") and page.endswith(pattern[1:]):
            return True
    return False


def _texts(block: _Block, manifest: Element) -> Iterator[Diagnostic]:
    plugins = findall(manifest, "plugin")
    locale = (value_of(plugins[0], "default-locale") if plugins else "") or "en_US"
    bundle = f"WEB-INF/bundles/bb-manifest-{locale}.properties"
    known = _keys(block.read(bundle)) if bundle in block.names else frozenset[str]()
    for name in _TEXT_ELEMENTS:
        for element in manifest.iter(f"{{*}}{name}"):
            key = element.get("value", "")
            if _KEY.match(key) and key not in known:
                message = f"the key `{key}` has no text in `{bundle}`"
                yield block.at(rules.BUNDLE, message, _MANIFEST, element)


def _keys(properties: bytes) -> frozenset[str]:
    lines = properties.decode("latin-1").splitlines()
    return frozenset(
        re.split(r"[=:\s]", line.strip(), maxsplit=1)[0] for line in lines if line.strip()
    )
