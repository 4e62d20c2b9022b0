"""The courses below `samples/`, their media made on the spot, and their sites."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

from courses import run

__all__ = ["build_site", "course"]

SAMPLES = Path(__file__).parent / "samples"
_MEDIA = {
    "film.mp4": (
        "testsrc=duration=6:size=320x180:rate=5",
        "anoisesrc=amplitude=0.05:duration=6:seed=1",
    ),
    "talk.mp3": ("anoisesrc=amplitude=0.05:duration=6:seed=1",),
}


def course(name: str, folder: Path) -> Path:
    """Copy a course to `folder`, add the media that its videos and recordings name, return it."""
    shutil.copytree(SAMPLES / name, folder)
    for described in folder.rglob("*.y*ml"):
        for file, sources in _MEDIA.items():
            if f"media: {file}" in described.read_text("utf-8"):
                _record(sources, described.with_name(file))
    return folder


def build_site(folder: Path, out: Path, target: str = "site") -> Path:
    """Build the course in `folder` with the real program and return its site's folder."""
    done = run("build", target, "--content", folder, "--out", out, cwd=folder.parent)
    assert done.returncode == 0, done.stdout + done.stderr
    return out / "site"


def _record(sources: tuple[str, ...], path: Path) -> None:
    ffmpeg = shutil.which("ffmpeg")
    assert ffmpeg, "these tests need Debian's ffmpeg"
    given = [word for source in sources for word in ("-f", "lavfi", "-i", source)]
    made = [*given, "-pix_fmt", "yuv420p", str(path)]
    subprocess.run([ffmpeg, "-loglevel", "error", *made], check=True, timeout=60)
