"""What a platform of SCORM 1.2 reads out of a manifest, by the name of each SCO's page."""

from __future__ import annotations

from typing import Any

from lxml import etree

from coursewright_packaging.xml import NS, q

__all__ = ["is_scorm12", "scorm12_setup"]


def is_scorm12(manifest: bytes) -> bool:
    """Return whether the manifest is of SCORM 1.2."""
    return NS["adlcp12"].encode() in manifest


def scorm12_setup(manifest: bytes) -> dict[str, Any]:
    """Return launch addresses, prerequisites and mastery scores by page, and pages by item."""
    root = etree.fromstring(manifest)
    hrefs = {e.get("identifier"): e.get("href") for e in root.iter(q("imscp12:resource"))}
    setup: dict[str, Any] = {"launch": {}, "names": {}, "waits": {}, "mastery": {}}
    for item in root.iter(q("imscp12:item")):
        href = hrefs.get(item.get("identifierref"))
        if href:
            page = href.rpartition("/")[2].removesuffix(".html")
            setup["launch"][page] = href
            setup["names"][item.get("identifier", "")] = page
            setup["waits"][page] = item.findtext(q("adlcp12:prerequisites"), "")
            setup["mastery"][page] = item.findtext(q("adlcp12:masteryscore"), "")
    return setup
