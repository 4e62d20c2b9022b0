"""Throw mutated packages at every verifier for ten minutes of CPU time: no crash, no hang.

`python tools/fuzz.py [SECONDS [NAME]]` builds the course of the documentation for every platform,
adds the samples of the tests, and lets hypothesis mutate members and archives; it prints how many
packages each reader saw. NAME: a part of the packages' names, to look at these alone. What fails is
left in the current folder as `fuzz-failure.*`, and the exit code is 1.
"""

from __future__ import annotations

import io
import re
import signal
import sys
import tempfile
import time
import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from types import FrameType

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from courses import documented_course, run  # noqa: E402
from coursewright_packaging.reading import UNREADABLE  # noqa: E402
from coursewright_packaging.verify import verify_file  # noqa: E402

_SECONDS = 600.0
_HANGS_AFTER = 20.0
_ROUND = 50  # packages between two looks at the clock

# What has a meaning somewhere: numbers that are none, addresses, markup, encodings, nesting.
_WORDS = (
    *(b"", b"0", b"-1", b"1e999", b"nan", b"inf", b"9" * 5000, "٣".encode(), b" ", b"\0", b"\xff"),
    *(b"http://[", b"//", b"../../x", b"%", b"%zz", b"#", b"?", b"a" * 5000, b"{}", b"[]", b"null"),
    *(b"<", b"</", b"/>", b"<!--", b"<![CDATA[", b"]]>", b"<!DOCTYPE a [", b"&#0;", b"&a;", b"<?a"),
    *(b"&#xD800;", b"\xef\xbb\xbf", b"\xff\xfe", b"<a>" * 3000, b"[" * 3000, b"- " * 3000, b"''"),
    *(
        b'"""',
        b"\\",
        b"\t",
        b"\r\n",
        "\u2028".encode(),
        b"*A: ",
        b"Question 1 - ",
        b"COPY ",
        b"EXPOSE",
    ),
)
_TOKENS = re.compile(rb'"[^"<>]*"|>[^<>]+<|<[^<>]*>|\d+|\w+')

Files = dict[str, bytes]


def corpus(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Yield name and content of each sound package."""
    documented_course(folder / "content", lab=True)
    done = run("build", "all", "--term", "spring", "--no-audit", cwd=folder)
    assert done.returncode == 0, done.stderr
    for path in sorted((folder / "dist").rglob("*")):
        kept = path.relative_to(folder / "dist").parts[0] != "site"
        if kept and path.suffix in (".zip", ".imscc", ".war", ".txt") and path.is_file():
            yield path.relative_to(folder / "dist").as_posix(), path.read_bytes()
    for sample in sorted((ROOT / "tests" / "verify" / "samples").iterdir()):
        files = {p.relative_to(sample).as_posix(): p for p in sample.rglob("*") if p.is_file()}
        yield f"{sample.name}.zip", _pack({name: path.read_bytes() for name, path in files.items()})


def _pack(files: Files) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_STORED) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name), content)
    return data.getvalue()


def _unpack(package: bytes) -> Files:
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _mutated(draw: st.DrawFn, content: bytes) -> bytes:
    """Return the bytes with one token replaced, doubled, dropped, or one stretch overwritten."""
    if content.startswith(b"PK\3\4") and draw(st.booleans()):
        return _package(draw, content)
    tokens = [match.span() for match in _TOKENS.finditer(content[:200_000])]
    if tokens and draw(st.integers(0, 4)):
        start, end = tokens[draw(st.integers(0, len(tokens) - 1))]
    else:
        start = draw(st.integers(0, len(content)))
        end = min(len(content), start + draw(st.integers(0, 40)))
    inner = content[start:end]
    middle = draw(
        st.sampled_from(_WORDS)
        | st.sampled_from([inner * 2, inner[:1] + b"x" + inner[-1:], inner[1:-1]])
        | st.sampled_from([inner[:1] + word + inner[-1:] for word in _WORDS])
        | st.binary(max_size=8)
    )
    return content[:start] + middle + content[end:]


def _package(draw: st.DrawFn, package: bytes) -> bytes:
    """Return the archive with members mutated, dropped, renamed, exchanged, or itself damaged."""
    if draw(st.integers(0, 9)) == 0:
        return _damaged(draw, package)
    try:
        files = _unpack(package)
    except UNREADABLE:  # damaged one draw earlier
        return _damaged(draw, package)
    for _ in range(draw(st.integers(1, 4))):
        if not files:
            break
        name = draw(st.sampled_from(sorted(files)))
        action = draw(st.integers(0, 9))
        if action < 7:
            files[name] = _mutated(draw, files[name])
        elif action == 7:
            del files[name]
        elif action == 8:
            files[name] = files[draw(st.sampled_from(sorted(files)))]
        else:
            files[name + draw(st.text(max_size=3))] = files.pop(name)
    return _pack(files)


def _damaged(draw: st.DrawFn, package: bytes) -> bytes:
    """Return the archive with bytes changed, preferably in its table of contents."""
    data = bytearray(package)
    for _ in range(draw(st.integers(1, 6))):
        back = draw(st.integers(1, min(len(data), 400)) | st.integers(1, len(data)))
        data[-back] = draw(st.integers(0, 255))
    return bytes(data)


def _packages(package: bytes) -> st.SearchStrategy[bytes]:
    # A closure, because hypothesis prints the arguments of a strategy, however large.
    @st.composite
    def mutations(draw: st.DrawFn) -> bytes:
        return _package(draw, package) if package.startswith(b"PK") else _mutated(draw, package)

    return mutations()


class Hangs(Exception):
    """One package took more CPU time than any may."""


def _interrupt(_signal: int, _frame: FrameType | None) -> None:
    raise Hangs(f"more than {_HANGS_AFTER:g} seconds")


def fuzz(name: str, package: bytes, folder: Path, seconds: float) -> Counter[str]:
    """Verify mutations of a package until the CPU time is spent; return how many by their kind."""
    seen: Counter[str] = Counter()
    path = folder / f"fuzzed{Path(name).suffix}"

    @settings(
        max_examples=_ROUND,
        deadline=None,
        database=None,
        # Shrinking an archive takes longer than reading the traceback.
        phases=[Phase.generate],
        suppress_health_check=[*HealthCheck],
    )
    @given(_packages(package))
    def survives(mutated: bytes) -> None:
        path.write_bytes(mutated)
        signal.setitimer(signal.ITIMER_VIRTUAL, _HANGS_AFTER)
        try:
            seen[verify_file(path, path.name).kind or "refused"] += 1
        except Exception:
            Path(f"fuzz-failure{path.suffix}").write_bytes(mutated)
            raise
        finally:
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)

    start, number = time.process_time(), 0
    while time.process_time() - start < seconds:
        seed(number)(survives)()
        number += 1
    return seen


def main() -> None:
    """Share the CPU time out among the packages, and print what was seen."""
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else _SECONDS
    signal.signal(signal.SIGVTALRM, _interrupt)
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        wanted = sys.argv[2] if len(sys.argv) > 2 else ""
        packages = [each for each in corpus(folder) if wanted in each[0]]
        for name, package in packages:
            seen = fuzz(name, package, folder, seconds / len(packages))
            kinds = ", ".join(f"{count} {kind}" for kind, count in seen.most_common(5))
            print(f"{name}: {seen.total()} packages ({kinds})", flush=True)


if __name__ == "__main__":
    main()
