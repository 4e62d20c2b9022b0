"""Check the build folder of a lab image."""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Callable, Iterator, Sequence

from coursewright_packaging.coursera import rules
from coursewright_packaging.coursera.lab_image import HIDDEN
from coursewright_packaging.diagnostic import Rule

__all__ = ["check_hidden", "check_image"]

Fault = tuple[Rule, str, str]
"""Rule, member and message."""


def check_image(names: Sequence[str], read: Callable[[str], bytes]) -> Iterator[Fault]:
    """Yield what is wrong with the archive of an image."""
    if "Dockerfile" not in names:
        yield rules.DOCKERFILE_ROOT, "", "there is no Dockerfile at the root"
        return
    lines = list(_instructions(read("Dockerfile").decode("utf-8", "replace")))
    yield from _copies(lines, names)
    yield from _ports(lines, names, read)
    yield from _user(lines)
    if "labs/.hidden" in names:
        yield from check_hidden("labs/.hidden", read("labs/.hidden"))


def check_hidden(member: str, data: bytes) -> Iterator[Fault]:
    """Yield a fault for each line that `.hidden` lacks."""
    written = set(data.decode("utf-8", "replace").split())
    for name in HIDDEN:
        if name not in written:
            yield rules.HIDDEN_COMPLETE, member, f"`{name}` is not named"


def _instructions(text: str) -> Iterator[tuple[str, str]]:
    joined = re.sub(r"\\\n", " ", text)
    for line in joined.splitlines():
        name, _, rest = line.strip().partition(" ")
        if name and not name.startswith("#"):
            yield name.upper(), rest.strip()


def _copies(lines: Sequence[tuple[str, str]], names: Sequence[str]) -> Iterator[Fault]:
    for name, rest in lines:
        if name not in ("COPY", "ADD"):
            continue
        words = [word for word in shlex.split(rest) if not word.startswith("--")]
        for source in words[:-1]:
            path = source.removeprefix("./").rstrip("/")
            if path not in names and not any(each.startswith(f"{path}/") for each in names):
                yield rules.COPY_EXISTS, "Dockerfile", f"`{source}` is not in the archive"


def _ports(
    lines: Sequence[tuple[str, str]], names: Sequence[str], read: Callable[[str], bytes]
) -> Iterator[Fault]:
    ports = [word for name, rest in lines if name == "EXPOSE" for word in rest.split()]
    wanted = ""
    if "manifest.json" in names:
        manifest = json.loads(read("manifest.json"))
        wanted = str(manifest.get("httpPort", ""))
        if not manifest.get("mounts"):
            yield rules.ONE_PORT, "manifest.json", "no folder is mounted, so no work is kept"
    if len(ports) != 1 or (wanted and ports[0] != wanted):
        message = f"the ports are {', '.join(ports) or 'none'}; the manifest says {wanted or '?'}"
        yield rules.ONE_PORT, "Dockerfile", message


def _user(lines: Sequence[tuple[str, str]]) -> Iterator[Fault]:
    users = [rest for name, rest in lines if name == "USER"]
    if not users or users[-1] in ("root", "0"):
        yield rules.NOT_ROOT, "Dockerfile", "the image ends as root"
    if not any(name == "HEALTHCHECK" for name, _ in lines):
        yield rules.NOT_ROOT, "Dockerfile", "there is no HEALTHCHECK"
    for name, rest in lines:
        if name == "RUN" and "apt-get install" in rest and "/var/lib/apt/lists" not in rest:
            yield rules.NOT_ROOT, "Dockerfile", "the package cache is not removed"
