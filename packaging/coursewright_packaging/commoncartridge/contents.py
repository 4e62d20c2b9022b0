"""Check what resources hold: topics, web links, tool links, and addresses in pages."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from coursewright_packaging.commoncartridge import rules
from coursewright_packaging.commoncartridge.addresses import resolves
from coursewright_packaging.commoncartridge.package import Cartridge
from coursewright_packaging.diagnostic import Diagnostic
from coursewright_packaging.xml import Element, line_of, local

__all__ = ["check_contents"]

_ROOTS: Mapping[str, str] = {
    "imsdt_": "topic",
    "imswl_": "webLink",
    "imsbasiclti_": "cartridge_basiclti_link",
    "imsqti_": "questestinterop",
    "assignment_": "assignment",
}
_HTTP = re.compile(r"https?://[^\s/]+", re.IGNORECASE)


def check_contents(cartridge: Cartridge) -> Iterator[Diagnostic]:
    """Yield what is wrong with topics, web links and tool links."""
    for resource in cartridge.resources:
        wanted = next((root for kind, root in _ROOTS.items() if resource.kind.startswith(kind)), "")
        if not wanted or not resource.files:
            continue
        name = resource.files[0]
        root = cartridge.xml(name)
        if root is None:
            continue
        if local(root) != wanted:
            message = f"the root of a `{resource.kind}` is `{local(root)}`, not `{wanted}`"
            yield cartridge.at(rules.ROOT_FITS, name, message, line_of(root))
        elif wanted in _CHECKS:
            yield from _CHECKS[wanted](cartridge, name, root)


def _topic(cartridge: Cartridge, name: str, root: Element) -> Iterator[Diagnostic]:
    if not _text(root, "title") or root.find("{*}text") is None:
        yield cartridge.at(rules.TOPIC_WHOLE, name, "the topic has no title or no text")
    for attachment in root.iter("{*}attachment"):
        href = attachment.get("href", "")
        at_root = cartridge.member(href) in cartridge.members
        if not at_root and not resolves(href, name, cartridge.members):
            message = f"the attachment `{href}` is not in the package"
            yield cartridge.at(rules.TOPIC_WHOLE, name, message, line_of(attachment))


def _web_link(cartridge: Cartridge, name: str, root: Element) -> Iterator[Diagnostic]:
    url = root.find("{*}url")
    address = "" if url is None else url.get("href", "")
    if not _HTTP.match(address) or not _text(root, "title"):
        message = f"the link `{_text(root, 'title')}` leads to `{address}`"
        yield cartridge.at(rules.LINK_ADDRESSED, name, message, line_of(root))


def _tool_link(cartridge: Cartridge, name: str, root: Element) -> Iterator[Diagnostic]:
    addresses = [_text(root, each) for each in ("launch_url", "secure_launch_url")]
    if not any(_HTTP.match(address) for address in addresses) or not _text(root, "title"):
        message = f"the tool `{_text(root, 'title')}` is launched at `{''.join(addresses)}`"
        yield cartridge.at(rules.TOOL_ADDRESSED, name, message, line_of(root))


def _text(root: Element, name: str) -> str:
    found = root.find(f"{{*}}{name}")
    return "" if found is None else (found.text or "").strip()


_CHECKS = {"topic": _topic, "webLink": _web_link, "cartridge_basiclti_link": _tool_link}
