"""Structural code is described, to read and to hear, in the site and in every package."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import av

from courses import SMALL, run, write_files

LESSON = """\
# Welcome

```python structural description="A class with one value."
class Tea:
    leaves = 3
```

```python structural description="A function." audio="mine.mp3"
def pour(): ...
```
"""
PACKAGES = ("canvas/small.imscc", "cartridge/small-cc11.imscc", "scorm2004/small-scorm2004.zip")


def _built(folder: Path) -> Path:
    files = {**SMALL, "01-first/01-welcome.md": LESSON, "01-first/mine.mp3": b"recorded"}
    write_files(folder / "content", files)
    done = run("build", "site", "canvas", "cartridge", "scorm2004", cwd=folder)
    assert done.returncode == 0, done.stderr
    return folder / "dist"


def _sounds(dist: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (dist / "site").rglob("*.mp3")}


def test_a_description_opens_below_its_code_and_can_be_heard(tmp_path: Path) -> None:
    (tmp_path / "one").mkdir()
    dist = _built(tmp_path / "one")
    (page,) = [p for p in (dist / "site").rglob("*.html") if "code-structure" in p.read_text()]
    html = page.read_text("utf-8")
    assert html.count('<details class="code-structure">') == 2
    assert html.count("<audio ") == 2
    sounds = _sounds(dist)
    assert sounds.pop("mine.mp3") == b"recorded"
    (spoken,) = sounds.values()
    with av.open(io.BytesIO(spoken)) as sound:
        seconds = (sound.duration or 0) / av.time_base
    assert 0.5 < seconds < 10
    for name in PACKAGES:
        with zipfile.ZipFile(dist / name) as package:
            held = [package.read(each) for each in package.namelist()]
        assert spoken in held, name
        assert any(b"<audio " in each for each in held), name


def test_the_same_text_is_spoken_in_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one", "two"):  # each with a cache of its own
        (tmp_path / name).mkdir()
    assert _sounds(_built(tmp_path / "one")) == _sounds(_built(tmp_path / "two"))


def test_without_what_speaks_the_text_stays_and_a_warning_says_so(tmp_path: Path) -> None:
    write_files(tmp_path / "content", {**SMALL, "01-first/01-welcome.md": LESSON[:120]})
    done = run("check", cwd=tmp_path, PATH="/nonexistent")
    assert done.returncode == 0, done.stderr
    assert "warning[structural-code-is-spoken]" in done.stderr
    assert "espeak-ng or PyAV is not installed" in done.stderr
