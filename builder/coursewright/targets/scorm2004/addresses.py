"""Where items and assets lie in the package, and what they are called in the manifest."""

from __future__ import annotations

__all__ = ["address", "asset_name", "cluster_id", "sco_id"]


def sco_id(item: str) -> str:
    """Return the identifier of an item's SCO; its page has the same name."""
    return f"item-{item}"


def item_id(sco: str) -> str:
    """Return the item behind the identifier of a SCO."""
    return sco.removeprefix("item-")


def cluster_id(module: str) -> str:
    """Return the identifier of a module's cluster."""
    return f"module-{module}"


def asset_name(path: str) -> str:
    """Return an asset's name in the package; ADL refuses files without an extension."""
    return f"assets/{path}" if "." in path.rpartition("/")[2] else f"assets/{path}.bin"


def address(kind: str, key: str, fragment: str) -> str:
    """Return what a page of the folder `pages/` writes to reach an item or an asset.

    Another item's page is addressed as a file: it works when the package is unzipped and read
    without a platform, and the player turns it into a navigation request within one.
    """
    if kind == "item":
        return f"{sco_id(key)}.html{fragment}"
    return f"../{asset_name(key)}{fragment}"
