"""Images built for real without Docker: a base of Debian's, and buildah's chroot isolation."""

from __future__ import annotations

import importlib.metadata
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from packaging.requirements import Requirement

__all__ = ["BASE", "Builder", "debian_base", "needed"]

BASE = "localhost/coursewright-base"
_MIRROR = "http://deb.debian.org/debian"
_SUITE = "bookworm"  # whose Python is 3.11, as is that of our own environment
_PACKAGES = "python3,python3-pip,curl,git"
_INSTALLED = ("jupyterlab", "ipykernel", "ipython", "jinja2", "jsonschema", "pytest", "ruff")
_SCRIPTS = {"jupyter": "jupyter_core.command", "jupyter-lab": "jupyterlab.labapp"}
# What would only be copied from layer to layer.
_NEEDLESS = ("usr/share/doc", "usr/share/locale", "usr/share/man", "var/cache/apt/archives")
_SECONDS = 500


def needed() -> None:
    """Fail with the command that installs what is missing."""
    missing = [name for name in ("buildah", "debootstrap", "unshare") if not shutil.which(name)]
    assert not missing, f"{', '.join(missing)} missing; run ./bootstrap"
    assert os.geteuid() == 0, "building images needs root; run the suite as root, or in CI"
    if sys.version_info[:2] != (3, 11):
        pytest.fail("the base has Debian's Python 3.11; run the suite with Python 3.11")


def debian_base(folder: Path) -> Path:
    """Make a Debian with Python, and in it Jupyter as it is installed here."""
    command = ["debootstrap", "--variant=minbase", f"--include={_PACKAGES}", _SUITE, str(folder)]
    _run([*command, _MIRROR])
    for name in _closure(_INSTALLED):
        _install(importlib.metadata.distribution(name), folder)
    for name, module in _SCRIPTS.items():
        text = f"#!/usr/bin/python3\nimport sys\nfrom {module} import main\nsys.exit(main())\n"
        _write(folder / "usr/local/bin" / name, text, 0o755)
    for path in folder.glob("usr/lib/python3*/EXTERNALLY-MANAGED"):
        path.unlink()  # as in images of Python, where pip may install
    with (folder / "etc/passwd").open("a", encoding="utf-8") as accounts:
        accounts.write("jovyan:x:1000:100::/home/jovyan:/bin/sh\n")
    (folder / "home/jovyan").mkdir()
    for name in _NEEDLESS:
        shutil.rmtree(folder / name)
        (folder / name).mkdir()
    return folder


def _closure(names: tuple[str, ...]) -> Iterator[str]:
    """Yield the distributions and all that they require, as far as that is installed."""
    seen: set[str] = set()
    waiting = list(names)
    while waiting:
        name = re.sub(r"[-_.]+", "-", waiting.pop()).lower()
        try:
            requires = importlib.metadata.distribution(name).requires or []
        except importlib.metadata.PackageNotFoundError:
            continue  # for other systems than this one
        if name not in seen:
            seen.add(name)
            yield name
            wanted = map(Requirement, requires)
            waiting += [r.name for r in wanted if not r.marker or r.marker.evaluate({"extra": ""})]


def _install(distribution: importlib.metadata.Distribution, root: Path) -> None:
    site = Path(str(distribution.locate_file(""))).resolve()
    prefix = Path(sys.prefix).resolve()
    for file in distribution.files or ():
        source = Path(str(distribution.locate_file(file))).resolve()
        if not source.is_file() or "__pycache__" in source.parts or source.suffix == ".map":
            continue
        if source.is_relative_to(site):
            packages = root / "usr/local/lib/python3.11/dist-packages"
            target = packages / source.relative_to(site)
        elif source.relative_to(prefix).parts[0] in ("share", "etc") or source.name == "ruff":
            target = root / "usr/local" / source.relative_to(prefix)
        else:
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(source, target)


def _write(path: Path, text: str, mode: int) -> None:
    path.write_text(text, encoding="utf-8")
    path.chmod(mode)


def _run(command: list[str]) -> str:
    done = subprocess.run(
        command, capture_output=True, text=True, timeout=_SECONDS, check=False, cwd="/"
    )
    assert done.returncode == 0, f"{command}: {done.stdout[-2000:]}{done.stderr[-2000:]}"
    return done.stdout


@dataclass(frozen=True)
class Builder:
    """Builds and runs images in a store of its own, below `folder`."""

    folder: Path

    def _buildah(self, *arguments: str) -> list[str]:
        store = ["--root", str(self.folder / "root"), "--runroot", str(self.folder / "run")]
        return ["buildah", "--storage-driver", "vfs", *store, *arguments]

    def base(self, root: Path) -> None:
        """Make the image `BASE` of a folder."""
        container = _run(self._buildah("from", "scratch")).strip()
        _run(self._buildah("add", "--quiet", container, str(root), "/"))
        own = ["chown", "1000:100", "/home/jovyan"]  # `add` gives everything to root
        _run(self._buildah("run", "--isolation", "chroot", container, "--", *own))
        _run(self._buildah("commit", "--quiet", "--rm", container, BASE))

    def build(self, folder: Path, name: str) -> None:
        """Build the Dockerfile of a folder on `BASE`; docker's format knows HEALTHCHECK."""
        options = ["--isolation", "chroot", "--format", "docker", "--build-arg", f"BASE={BASE}"]
        _run(self._buildah("bud", "--quiet", *options, "--tag", f"localhost/{name}", str(folder)))

    def inspect(self, name: str) -> str:
        """Return what is said of an image, as JSON."""
        return _run(self._buildah("inspect", "--type", "image", f"localhost/{name}"))

    def run(self, name: str, script: str, shared: Path | None = None) -> str:
        """Run a shell script in a new container, as the image's user and with no network at all.

        shared: a folder that is `/shared` inside. Fails when the script does.
        """
        container = _run(self._buildah("from", f"localhost/{name}")).strip()
        volume = ["--volume", f"{shared}:/shared"] if shared else []
        command = self._buildah("run", "--isolation", "chroot", *volume, container, "--")
        alone = ["unshare", "--net", "/bin/sh", "-c", 'ip link set lo up && exec "$@"', "sh"]
        try:
            return _run([*alone, *command, "/bin/sh", "-c", script])
        finally:
            _run(self._buildah("rm", container))
