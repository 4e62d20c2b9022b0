"""Know without a step that `dist/` is right already.

A finished build is remembered by the digest of all that it depended on. When that digest comes
again and the files in `dist/` still have the hashes of that build, there is nothing to do.
"""

from __future__ import annotations

import json
import os
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from coursewright.engine.cache import Cache
from coursewright.engine.hashing import FileIndex, digest_text, walk_files
from coursewright.engine.staging import read_sums
from coursewright.execute.environment import environment_digest, passed_digests
from coursewright.request import Request, belongs

if TYPE_CHECKING:
    from coursewright.result import Result

__all__ = ["build_key", "find", "remember"]


def build_key(request: Request, index: FileIndex, fingerprint: str) -> str:
    """Return the digest of the course's files, the options and the program."""
    root = str(request.content)
    files = [
        f"{entry.path.removeprefix(root)} {index.digest(entry.path)}"
        for entry in walk_files(request.content, partial(belongs, out=request.out))
    ]
    options = [*request.targets, request.term, str(request.epoch), str(request.today)]
    options += [str(request.execute), str(request.twice)]
    if request.notebooks and request.execute:
        options.append(environment_digest())
    return digest_text("build", fingerprint, *options, "files", *files)


def find(key: str, request: Request, cache: Cache, index: FileIndex) -> Result | None:
    """Return the remembered result when the request's `out` still holds it and its reports."""
    from coursewright.result import Result

    entry = cache.get(key)
    if entry is None or not isinstance(entry[0], Result):
        return None
    result = entry[0]
    same = result.passed == passed_digests([name for name, _ in result.passed], os.environ)
    if not same or not _reported(request) or not _stands(result, request.out, index):
        return None
    return replace(result, unchanged=True)


def remember(key: str, result: Result, dist: Path, cache: Cache, index: FileIndex) -> None:
    """Keep a published result for the next build."""
    if not result.published:
        return
    for each in result.packaged:
        for file in each.files:
            index.learn(dist / file.path, file.sha256)
    index.save()
    cache.put(key, result)


def _stands(result: Result, dist: Path, index: FileIndex) -> bool:
    sums = read_sums(dist)
    files = {file.path: file.sha256 for each in result.packaged for file in each.files}
    owned = {each.target for each in result.packaged}
    if {path for path in sums if path.partition("/")[0] in owned} != set(files):
        return False
    try:
        return all(sums[path] == sha == index.digest(dist / path) for path, sha in files.items())
    except OSError:
        return False


def _reported(request: Request) -> bool:
    """Return whether the reports are of a build that was published; a failed one writes its own.

    They also say whether an audit was to follow.
    """
    reports = request.out / "reports"
    try:
        record = json.loads((reports / "build.json").read_bytes())
    except (OSError, ValueError):
        return False
    told = record.get("published") is True and record.get("audit") is request.audit
    return told and (reports / "index.html").is_file()
