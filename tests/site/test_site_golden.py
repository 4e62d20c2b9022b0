"""The site of a small course, file by file; `--regen` writes the tree anew."""

from __future__ import annotations

from pathlib import Path

GOLDEN = Path(__file__).parent / "golden"
# The theme is its own source and MiniSearch is not ours: only that they are there is compared.
_BY_NAME = ("theme/site.css", "theme/minisearch.js", "theme/minisearch-licence.txt")


def _tree(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def _compared(site: Path) -> dict[str, bytes]:
    tree = _tree(site)
    named = {name for name in tree if name in _BY_NAME or name.endswith(".js")}
    named.discard("theme/documents.js")
    assert all(tree[name] for name in named)
    return {name: b"(not compared)\n" if name in named else tree[name] for name in tree}


def test_the_site_is_what_it_was(small: Path, regen: bool) -> None:
    found = _compared(small)
    if regen:
        for name, content in found.items():
            path = GOLDEN / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
    expected = _tree(GOLDEN)
    assert sorted(found) == sorted(expected)
    assert found == expected
