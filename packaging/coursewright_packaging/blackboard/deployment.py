"""The descriptors in WEB-INF that make a web archive a Building Block."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright_packaging.blackboard.elements import node, value
from coursewright_packaging.xml import Element, child, q, root, serialise

if TYPE_CHECKING:
    from coursewright_packaging.blackboard.building_block import BuildingBlock

__all__ = ["bundle", "context_config", "manifest", "web_descriptor"]

_DESCRIPTION = "plugin.description"
_LINK = "plugin.link"
_PREFIX = "com.blackboard.tomcat.servletcontainer."
_LONGEST_NAME = 50  # bb-manifest-plugin.xsd, type of `name`
_OLDEST_LEARN = "9.1.0"


def manifest(block: BuildingBlock) -> bytes:
    """Return bb-manifest.xml (namespace bb-manifest-plugin): one tool that opens the course."""
    document = root("b2:manifest")
    plugin = child(document, "b2:plugin")
    _value(plugin, "name", " ".join(block.title.split())[:_LONGEST_NAME])
    _value(plugin, "handle", block.handle)
    _value(plugin, "description", _DESCRIPTION)
    _value(plugin, "default-locale", "en_US")
    _value(plugin, "version", block.version)
    requires = child(plugin, "b2:requires")
    _value(requires, "bbversion", _OLDEST_LEARN)
    vendor = child(plugin, "b2:vendor")
    _value(vendor, "id", block.vendor_id)
    _value(vendor, "name", block.vendor_name)
    _value(vendor, "url", block.vendor_url)
    application = child(child(plugin, "b2:application-defs"), "b2:application")
    application.set("handle", block.handle)
    application.set("name", _LINK)
    application.set("type", "shared")
    application.set("is-course-tool", "true")
    application.set("is-org-tool", "true")
    _link(child(application, "b2:links"))
    return serialise(document)


def _link(links: Element) -> None:
    link = child(links, "b2:link")
    _value(link, "type", "tool")
    _value(link, "name", _LINK)
    _value(link, "url", "tool/index.html")
    _value(link, "description", _DESCRIPTION)


def _value(parent: Element, name: str, content: str) -> None:
    value(parent, q(f"b2:{name}"), content)


def web_descriptor(title: str) -> bytes:
    """Return web.xml of servlet 3.1, which scans no jars and lists its start page."""
    app = root("javaee:web-app", version="3.1")
    app.set("metadata-complete", "true")
    node(app, q("javaee:display-name"), title)
    child(app, "javaee:absolute-ordering")
    welcome = child(app, "javaee:welcome-file-list")
    child(welcome, "javaee:welcome-file", "tool/index.html")
    return serialise(app)


def context_config() -> bytes:
    """Return the start-up tuning of Learn's Tomcat for a block without tag libraries."""
    return _properties(
        {
            f"{_PREFIX}jarscanner.tldJars": "",
            f"{_PREFIX}jarscanner.pluggabilityJars": "",
            f"{_PREFIX}context.containerSciFilter": "^.*$",
        }
    )


def bundle(block: BuildingBlock) -> bytes:
    """Return the texts of the language keys that bb-manifest.xml uses."""
    words = " ".join(block.title.split())
    return _properties({_DESCRIPTION: " ".join(block.description.split()) or words, _LINK: words})


def _properties(entries: dict[str, str]) -> bytes:
    """Return a Java properties file: Latin-1, everything else escaped (java.util.Properties)."""
    return "".join(f"{key}={_escaped(text)}\n" for key, text in entries.items()).encode("ascii")


def _escaped(text: str) -> str:
    plain = text.replace("\\", "\\\\")
    units = plain.encode("utf-16-be")
    pairs = (int.from_bytes(units[at : at + 2], "big") for at in range(0, len(units), 2))
    return "".join(chr(unit) if 32 <= unit < 127 else f"\\u{unit:04x}" for unit in pairs)
