"""Build hook: put the files that come from npm into the wheel, so that it needs no Node."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

_PACKAGE = "coursewright_packaging"


class CustomBuildHook(BuildHookInterface):  # type: ignore[type-arg]
    """Copies what `vendored.txt` names from `node_modules` into `_vendor/` of the wheel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Add the files to a wheel; an editable install reads `node_modules` itself."""
        if self.target_name != "wheel" or version == "editable":
            return
        root = Path(self.root)
        for name in (root / "packaging" / _PACKAGE / "vendored.txt").read_text("utf-8").split():
            source = root / "node_modules" / name
            if not source.exists():
                raise FileNotFoundError(f"`{source}` is missing; run `npm ci` in the checkout")
            build_data["force_include"][str(source)] = f"{_PACKAGE}/_vendor/{name}"
