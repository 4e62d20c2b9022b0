"""The small XML files of a cartridge: topics, web links, tool links."""

from __future__ import annotations

import urllib.parse

from coursewright_packaging import xml
from coursewright_packaging.commoncartridge.course import Tool
from coursewright_packaging.xml import child, serialise

__all__ = ["tool_link", "topic", "web_link"]


def topic(title: str, html: str) -> bytes:
    """Return a discussion topic (`imsdt_xmlv1p1`)."""
    element = xml.root("topic:topic")
    child(element, "topic:title", title)
    child(element, "topic:text", html, texttype="text/html")
    return serialise(element)


def web_link(title: str, url: str, *, new_tab: bool = False) -> bytes:
    """Return a web link (`imswl_xmlv1p1`)."""
    element = xml.root("weblink:webLink")
    child(element, "weblink:title", title)
    address = child(element, "weblink:url", href=url)
    if new_tab:
        address.set("target", "_blank")
    return serialise(element)


def tool_link(tool: Tool) -> bytes:
    """Return a tool link (`imsbasiclti_xmlv1p0`); its elements stand in the schema's order."""
    element = xml.root("lticc:cartridge_basiclti_link", "blti", "lticm", "lticp")
    child(element, "blti:title", tool.title)
    if tool.description:
        child(element, "blti:description", tool.description)
    custom = child(element, "blti:custom")
    for name, value in tool.custom:
        child(custom, "lticm:property", value).set("name", name)
    child(element, "blti:launch_url", tool.url)
    # Moodle reads the first alone, other platforms prefer the second.
    if tool.url.startswith("https:"):
        child(element, "blti:secure_launch_url", tool.url)
    vendor, host = child(element, "blti:vendor"), urllib.parse.urlsplit(tool.url).hostname
    child(vendor, "lticp:code", host or "unknown")
    child(vendor, "lticp:name", host or "unknown")
    return serialise(element)
