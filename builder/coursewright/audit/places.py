"""Sites, packages, folders and addresses to audit, as pages that a browser can open."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from coursewright.audit.linked import Linked, folder_of
from coursewright.audit.loopback import Loopback
from coursewright.audit.model import Page
from coursewright.audit.packages import ENDINGS, unpack
from coursewright.engine.hashing import FileIndex, digest_text
from coursewright.errors import UsageFault

__all__ = ["Opened", "asked_for", "open_places"]

_PAGES = (".html", ".htm", ".xhtml")
_SCHEMES = ("http://", "https://")


@dataclass(frozen=True, slots=True)
class Opened:
    """Pages that are being served. roots: by address, the folder and which file asked for which."""

    pages: tuple[Page, ...]
    roots: dict[str, tuple[Path, set[tuple[str, str]]]]


def asked_for(
    named: Sequence[str], dist: Path, *, full: bool, login: bool = False
) -> tuple[str, ...]:
    """Return what to audit: what was named, or the site of `dist`, or all that lies in `dist`.

    login: whether a login comes first, which is for addresses alone. Raises UsageFault when
    something that was named is not there.
    """
    if login and not (named and all(each.startswith(_SCHEMES) for each in named)):
        raise UsageFault("`--login` is for pages of a server; name their addresses, and no others")
    for each in named:
        if not each.startswith(_SCHEMES) and not Path(each).exists():
            raise UsageFault(f"`{each}` is neither a file or folder nor an address (http://…)")
    if named:
        return tuple(named)
    site = dist / "site"
    if not (site / "index.html").is_file():
        raise UsageFault(f"`{site}` holds no site yet; run `build site`, or name what to audit")
    return (str(site), *(map(str, _packages(dist)) if full else ()))


def _packages(dist: Path) -> Iterator[Path]:
    """Yield the finished packages that learners get, and the pages that stand beside them."""
    for path in sorted(dist.rglob("*")):
        inside = path.relative_to(dist).parts
        if inside[0] in ("private", "site") or any(part.startswith(".") for part in inside):
            continue
        if path.is_file() and path.suffix in ENDINGS:
            yield path


def open_places(
    named: Sequence[str], server: Loopback, work: Path, index: FileIndex, dist: Path
) -> Opened:
    """Serve what was named and return its pages, sorted within each.

    work: folder to unpack into. Raises UsageFault for a package that cannot be opened.
    """
    pages: list[Page] = []
    roots: dict[str, tuple[Path, set[tuple[str, str]]]] = {}
    for number, each in enumerate(named):
        if each.startswith(_SCHEMES):
            pages.append(Page(each, each, each, ""))
            continue
        path = Path(each).resolve()
        folder, only = _folder(path, work / str(number))
        base, asked = server.serve(folder)
        roots[base] = (folder, asked)
        pages += _pages(folder, only, _shown(path, dist), base, index, package=path.is_file())
    return Opened(tuple(pages), roots)


def _folder(path: Path, work: Path) -> tuple[Path, str]:
    """Return the folder to serve, and the one page to look at if it is only one."""
    if path.is_dir():
        return path, ""
    if path.suffix.lower() in _PAGES:
        folder = folder_of(path)
        return folder, path.relative_to(folder).as_posix()
    if path.suffix.lower() not in ENDINGS:
        raise UsageFault(f"`{path.name}` is neither a page nor a package ({', '.join(ENDINGS)})")
    unpack(path, work)
    return work, ""


def _shown(path: Path, dist: Path) -> str:
    for above in (dist, Path.cwd()):
        if path.is_relative_to(above):
            return path.relative_to(above).as_posix()
    return path.name


def _pages(
    folder: Path, only: str, place: str, base: str, index: FileIndex, *, package: bool
) -> Iterator[Page]:
    linked = Linked(folder, index.digest)
    for path in sorted(folder.rglob("*")) if not only else [folder / only]:
        name = path.relative_to(folder).as_posix()
        if path.suffix.lower() not in _PAGES or not path.is_file() or name.endswith(".framed.html"):
            continue
        framed = path.with_name(f"{path.name}.framed.html")
        opened = framed.relative_to(folder).as_posix() if framed.exists() else name
        joint = "!" if package else "/"
        yield Page(
            name=place if only else f"{place}{joint}{name}".removeprefix("./"),
            place=place,
            address=base + quote(opened),
            digest=digest_text(linked.page_digest(opened)),
            item=path.stem,
            root=base,
        )
