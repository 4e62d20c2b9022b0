"""Check the build folder of a lab image or grader."""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable, Iterator, Sequence
from fnmatch import fnmatchcase
from typing import Any

from coursewright_packaging.coursera import rules
from coursewright_packaging.coursera.lab_image import HIDDEN
from coursewright_packaging.diagnostic import Rule
from coursewright_packaging.structured import Unreadable, load_json

__all__ = ["check_hidden", "check_image"]

Fault = tuple[Rule, str, str]
"""Rule, member and message."""

_MANIFEST = "manifest.json"
_URL = re.compile(r"(https?|git|ssh)://|git@", re.IGNORECASE)
_PORT = re.compile(r"(\d{1,5})(?:/tcp)?")
_LOWEST_PORT, _HIGHEST_PORT = 1025, 65535
_WEB_PORTS = (80, 443)


def check_image(names: Sequence[str], read: Callable[[str], bytes]) -> Iterator[Fault]:
    """Yield what is wrong with the archive of an image."""
    if "Dockerfile" not in names:
        yield rules.DOCKERFILE_ROOT, "", "there is no Dockerfile at the root"
        return
    lines = list(_instructions(read("Dockerfile").decode("utf-8", "replace")))
    first = next((name for name, _ in lines if name != "ARG"), "")
    if first != "FROM":
        message = f"the first instruction is `{first}`; it must be FROM"
        yield rules.STARTS_FROM, "Dockerfile", message
    yield from _copies(lines, names)
    wanted = ""
    if _MANIFEST in names:
        manifest, problem = _manifest(read(_MANIFEST))
        wanted = str(manifest.get("httpPort", ""))
        if problem:
            yield rules.MANIFEST_WHOLE, _MANIFEST, problem
    if _is_grader(lines):
        yield from _grader(lines)
    else:
        yield from _ports(lines, wanted)
        yield from _user(lines)
    if "labs/.hidden" in names:
        yield from check_hidden("labs/.hidden", read("labs/.hidden"))


def check_hidden(member: str, data: bytes) -> Iterator[Fault]:
    """Yield a fault for each line that `.hidden` lacks."""
    written = set(data.decode("utf-8", "replace").splitlines())
    for name in HIDDEN:
        if name not in written:
            yield rules.HIDDEN_COMPLETE, member, f"`{name}` is not named"


def _instructions(text: str) -> Iterator[tuple[str, str]]:
    joined = re.sub(r"\\[ \t]*\r?\n", " ", text)
    for line in joined.splitlines():
        name, _, rest = line.strip().partition(" ")
        if name and not name.startswith("#"):
            yield name.upper(), rest.strip()


def _copies(lines: Sequence[tuple[str, str]], names: Sequence[str]) -> Iterator[Fault]:
    known = {*names}
    known |= {name[: at.start()] for name in names for at in re.finditer("/", name)}
    for name, rest in lines:
        if name not in ("COPY", "ADD") or "--from=" in rest or "<<" in rest:
            continue
        words = _words(rest)
        if len(words) < 2:
            yield rules.COPY_EXISTS, "Dockerfile", f"`{name} {rest[:80]}` names no source and place"
        for source in words[:-1]:
            path = source.removeprefix("./").strip("/")
            wild = any(mark in path for mark in "*?[")
            found = any(fnmatchcase(each, path) for each in known) if wild else path in known
            if path not in ("", ".") and not found and not _URL.match(source):
                yield rules.COPY_EXISTS, "Dockerfile", f"`{source}` is not in the archive"


def _words(rest: str) -> list[str]:
    """Return the words of an instruction, whose sources may be a JSON list."""
    if rest.startswith("["):
        try:
            value = load_json(rest.encode())
        except Unreadable:
            return []
        return [str(each) for each in value] if isinstance(value, list) else []
    try:
        return [word for word in shlex.split(rest) if not word.startswith("--")]
    except ValueError:  # a quotation mark that is not closed
        return []


def _manifest(data: bytes) -> tuple[dict[str, Any], str]:
    """Return the manifest, and what is wrong with it."""
    try:
        value = load_json(data)
    except Unreadable as error:
        return {}, str(error)
    if not isinstance(value, dict):
        return {}, "it is no object"
    mounts, port = value.get("mounts"), value.get("httpPort")
    if not isinstance(value.get("name"), str) or type(port) is not int:
        return value, "`name` is a text and `httpPort` a number"
    if not isinstance(mounts, list) or not mounts or not all(map(_is_mount, mounts)):
        return value, "`mounts` names no folder from the root, so that no work is kept"
    return value, ""


def _is_mount(value: object) -> bool:
    return isinstance(value, dict) and str(value.get("path", "")).startswith("/")


def _ports(lines: Sequence[tuple[str, str]], wanted: str) -> Iterator[Fault]:
    ports = [word for name, rest in lines if name == "EXPOSE" for word in rest.split()]
    if len(ports) != 1 or (wanted and ports[0].removesuffix("/tcp") != wanted):
        message = f"the ports are {', '.join(ports)}" if ports else "no port is exposed"
        message += f"; the manifest says {wanted}" if wanted else "; a lab has one"
        yield rules.ONE_PORT, "Dockerfile", message
    elif not _is_allowed(ports[0]):
        message = f"the port is {ports[0]}; allowed are 80, 443 and 1025 to 65535"
        yield rules.ONE_PORT, "Dockerfile", message


def _is_allowed(port: str) -> bool:
    match = _PORT.fullmatch(port)
    value = int(match[1]) if match else 0
    return value in _WEB_PORTS or _LOWEST_PORT <= value <= _HIGHEST_PORT


def _user(lines: Sequence[tuple[str, str]]) -> Iterator[Fault]:
    users = [rest for name, rest in lines if name == "USER"]
    if not users or users[-1].partition(":")[0] in ("root", "0"):
        yield rules.NOT_ROOT, "Dockerfile", "the image ends as root"
    if not any(name == "HEALTHCHECK" for name, _ in lines):
        yield rules.NOT_ROOT, "Dockerfile", "there is no HEALTHCHECK"
    for name, rest in lines:
        if name == "RUN" and "apt-get install" in rest and "/var/lib/apt/lists" not in rest:
            yield rules.NOT_ROOT, "Dockerfile", "the package cache is not removed"


def _is_grader(lines: Sequence[tuple[str, str]]) -> bool:
    names = {name for name, _ in lines}
    return "ENTRYPOINT" in names and "EXPOSE" not in names


def _grader(lines: Sequence[tuple[str, str]]) -> Iterator[Fault]:
    for name, rest in lines:
        if name == "ENV":
            message = f"ENV {rest[:80]} is not set when Coursera runs the grader"
            yield rules.GRADER_ENV, "Dockerfile", message
        elif name == "ENTRYPOINT" and not _words(rest):
            yield rules.GRADER_ENTRY, "Dockerfile", "the ENTRYPOINT names no command"
