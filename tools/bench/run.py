"""Measure speed and memory side by side with peers and write docs/benchmarks.md.

`nox -s bench` runs everything but the parts about what audits find, in about twenty minutes;
`nox -s bench -- cold again` runs the named parts and keeps the other lines of the page. `rates`
and `held_out` take hours; they write their tables into docs/accessibility.md.
"""

from __future__ import annotations

import json
import os
import shutil
import struct
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict
from datetime import date
from pathlib import Path

import click
import corpus
import measure
import peers
from audit_speed import lesson_pages
from measure import Cost
from page import GIGABYTE, MEGABYTE, Line, megabytes, page, ratio, seconds

from grading import compare
from media import make_long_video

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "benchmarks.md"
RESULTS = ROOT / "tools" / "bench" / "results.json"
PROGRAM = Path(sys.executable).with_name("coursewright")
SMALL, LARGE = 200, 2000
REPEAT = 5
NOTEBOOKS = 40
PAGES = 100
SUBMISSIONS = 100
FOUR = ("scorm2004", "canvas", "blackboard", "coursera")


class Bench:
    """The folder that everything is measured in."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.place = folder / "0"
        self.small = self._corpus(SMALL)

    def _corpus(self, lessons: int) -> Path:
        place = self.folder / f"corpus-{lessons}"
        if not place.exists():  # in a folder that was kept
            corpus.make_course(place, lessons)
        return place

    def large(self) -> Path:
        """Return the large course."""
        return self._corpus(LARGE)

    def build(self, course: Path, *targets: str, memory: bool = False) -> Cost:
        """Build with two workers into `out` of the present place, the cache beside it."""
        os.environ["XDG_CACHE_HOME"] = str(self.place / "cache")
        command = [str(PROGRAM), "build", *targets, "--content", str(course), "--jobs", "2"]
        out = ["--out", str(self.place / "out"), "--quiet", "--no-execute", "--no-audit"]
        return measure.run([*command, *out], self.folder, memory=memory)

    def validate(self, course: Path) -> Cost:
        """Execute the course's notebooks with two kernels at a time, the cache empty."""
        os.environ["XDG_CACHE_HOME"] = str(self.place / "cache")
        command = [str(PROGRAM), "notebooks", "validate", "--content", str(course), "--jobs", "2"]
        return measure.run([*command, "--out", str(self.place / "out"), "--quiet"], self.folder)

    def forget(self) -> None:
        """Go on in a place without output and cache.

        The old ones stay: ext4 is slow for seconds to make files where many were removed.
        """
        self.place = self.folder / str(int(self.place.name) + 1)
        self.place.mkdir(exist_ok=True)


def cold(bench: Bench) -> Iterator[Line]:
    """Compare a build from nothing with MkDocs's pages and PreTeXt's one SCORM package."""
    binaries = peers.install(bench.folder / "peers", peers.SITES)
    mkdocs, pretext = bench.folder / "mkdocs", bench.folder / "pretext"
    peers.mkdocs_project(bench.small, mkdocs)
    peers.pretext_project(bench.small, pretext)
    bench.build(bench.small)  # so that no file is read from the disk for the first time
    ours, pages, scorm = [], [], []
    for number in range(REPEAT):
        bench.forget()
        ours.append(bench.build(bench.small, *FOUR))
        site = str(bench.place / "mkdocs")
        pages.append(measure.run([str(binaries / "mkdocs"), "build", "-q", "-d", site], mkdocs))
        if number == 0:  # twenty times as long as the others
            scorm.append(measure.run([str(binaries / "pretext"), "build", "scorm"], pretext))
    mine, theirs, other = (measure.middle(costs) for costs in (ours, pages, scorm))
    seen = f"{mine.wall:.2f} s, MkDocs {theirs.wall:.2f} s"
    yield ratio("four packages cold / MkDocs", mine.wall / theirs.wall, 1.0, "0.6", seen)
    seen = f"{mine.wall:.2f} s, PreTeXt {other.wall:.2f} s"
    yield ratio("four packages cold / PreTeXt", mine.wall / other.wall, 0.2, "0.1", seen)


def again(bench: Bench) -> Iterator[Line]:
    """Build again with nothing changed, and the four packages with one lesson changed."""
    bench.forget()
    bench.build(bench.small)
    still = measure.middle([bench.build(bench.small) for _ in range(REPEAT)])
    yield seconds("nothing changed", still, 0.4)
    bench.forget()
    bench.build(bench.small, *FOUR)
    lesson = sorted(bench.small.rglob("*.md"))[SMALL // 2]
    text = lesson.read_text("utf-8")
    costs = []
    for number in range(REPEAT):
        lesson.write_text(f"{text}\nEdit {number}.\n", "utf-8")
        costs.append(bench.build(bench.small, *FOUR))
    lesson.write_text(text, "utf-8")
    yield seconds("four packages, one lesson changed", measure.middle(costs), 1.0)


def gate(bench: Bench) -> Iterator[Line]:
    """Build from nothing with and without a lab, whose solution is searched for everywhere."""
    lab = bench.folder / "corpus-with-a-lab"
    shutil.copytree(bench.small, lab)
    corpus.add_lab(lab)
    without, searched = [], []
    for _ in range(REPEAT):
        for costs, course in ((without, bench.small), (searched, lab)):
            bench.forget()
            costs.append(bench.build(course))
    plain, mine = measure.middle(without), measure.middle(searched)
    seen = f"{mine.wall:.2f} s, without {plain.wall:.2f} s"
    yield ratio("cold with a lab's 100 secret lines / without", mine.wall / plain.wall, 2, "", seen)


def packaging(bench: Bench) -> Iterator[Line]:
    """Write the archives of the four packages alone, against `zip -6` on the same files."""
    bench.forget()
    bench.build(bench.small)
    trees = bench.folder / "trees"
    shutil.rmtree(trees, ignore_errors=True)
    for number, path in enumerate(sorted((bench.place / "out").rglob("*"))):
        if path.suffix in (".zip", ".imscc", ".war") and path.stat().st_size > MEGABYTE:
            shutil.unpack_archive(path, trees / str(number), "zip")
    writer = str(ROOT / "tools" / "bench" / "write_trees.py")
    ours, theirs = [], []
    for _ in range(REPEAT):
        ours.append(measure.run([sys.executable, writer, str(trees)], bench.folder))
        theirs.append(measure.run(["sh", "-c", _ZIP_EACH], trees))
    mine, other = measure.middle(ours), measure.middle(theirs)
    seen = f"{mine.wall:.2f} s, zip {other.wall:.2f} s"
    yield ratio("packaging / zip -6", mine.wall / other.wall, 1.3, "", seen)


def scale(bench: Bench) -> Iterator[Line]:
    """Compare 2,000 lessons with 200, in time and in memory."""
    bench.forget()
    small = bench.build(bench.small)
    large = bench.large()
    bench.forget()
    big = bench.build(large)
    seen = f"{big.wall:.1f} s and {small.wall:.2f} s"
    yield ratio("2,000 lessons / 200 lessons", big.wall / small.wall, 11, "", seen)
    for course, name in ((bench.small, "200"), (large, "2,000")):
        bench.forget()
        peak = bench.build(course, memory=True).peak
        yield megabytes(f"peak memory (PSS), {name} lessons", peak, 600)
    shutil.rmtree(large)


def video(bench: Bench) -> Iterator[Line]:
    """Package a course with a video of 3 GB; a hole in the file makes it so large."""
    course = bench.folder / "video"
    module = course / "01-part"
    module.mkdir(parents=True)
    (course / "course.yaml").write_text("format: 1\nid: video\ntitle: Video\nlanguage: en\n")
    captions = "captions:\n  - {language: en, file: talk.vtt}\n"
    (module / "01-talk.video.yaml").write_text(f"title: Talk\nmedia: talk.mp4\n{captions}")
    (module / "talk.vtt").write_text("WEBVTT\n\n00:01.000 --> 00:02.000\nHello.\n")
    shutil.copy(ROOT / "content" / _TALK, module / "talk.mp4")
    with (module / "talk.mp4").open("r+b") as file:
        end = file.seek(0, os.SEEK_END)
        file.write(struct.pack(">I4sQ", 1, b"free", 3 * GIGABYTE))
        file.truncate(end + 3 * GIGABYTE)
    bench.forget()
    peak = bench.build(course, "scorm2004", memory=True).peak
    yield megabytes("a 3 GB video into SCORM, peak memory (PSS)", peak, 200)
    shutil.rmtree(bench.place)
    bench.forget()
    shutil.rmtree(course)


def notebooks(bench: Bench) -> Iterator[Line]:
    """Execute 40 small notebooks from nothing, against nbconvert and nbmake on the same kernel."""
    binaries = peers.install(bench.folder / "runners", peers.RUNNERS)
    course = bench.folder / "notebooks"
    corpus.make_notebooks(course, NOTEBOOKS)
    books = [str(path) for path in sorted(course.rglob("*.ipynb"))]
    convert = [str(binaries / "jupyter"), "nbconvert", "--to", "notebook", "--execute"]
    make = [str(binaries / "python"), "-m", "pytest", "-q", "--nbmake", "-n", "2", "-p"]
    ours, plain, pairs = [], [], []
    for number in range(REPEAT):
        bench.forget()
        ours.append(bench.validate(course))
        if number < 2:  # more than ten times as long as ours
            out = ["--output-dir", str(bench.place / "converted")]
            plain.append(measure.run([*convert, *out, *books], bench.folder))
            pairs.append(measure.run([*make, "no:cacheprovider", *books], bench.folder))
    mine, alone, two = (measure.middle(costs) for costs in (ours, plain, pairs))
    seen = f"{mine.wall:.1f} s, nbconvert {alone.wall:.1f} s"
    yield ratio("40 notebooks / nbconvert --execute", mine.wall / alone.wall, 1 / 5, "0.125", seen)
    seen = f"{mine.wall:.1f} s, nbmake {two.wall:.1f} s"
    yield ratio("40 notebooks / nbmake -n 2", mine.wall / two.wall, 1 / 2.5, "0.25", seen)


def grading(bench: Bench) -> Iterator[Line]:
    """Grade 100 submissions, against nbgrader on the same, and ten times as many."""
    cost = compare(bench.folder / "grading", SUBMISSIONS, 10 * SUBMISSIONS)
    scores = "the same scores" if cost.same_scores else "OTHER SCORES"
    seen = f"{cost.ours:.1f} s, nbgrader {cost.theirs:.1f} s, {scores}"
    share = cost.ours / cost.theirs if cost.same_scores else float("inf")
    yield ratio("100 submissions / nbgrader autograde", share, 1 / 20, "", seen, places=3)
    yield megabytes("100 submissions, peak memory (PSS)", int(cost.peak), 1000)
    each = cost.longer / (10 * SUBMISSIONS), cost.ours / SUBMISSIONS
    seen = f"{each[0]:.3f} s and {each[1]:.3f} s each"
    yield ratio("one of 1,000 submissions / one of 100", each[0] / each[1], 1.0, "", seen)


def start(_bench: Bench) -> Iterator[Line]:
    """Start the program, check the sample course, and bootstrap with nothing to do."""
    sample = ["check", "--content", str(ROOT / "content")]
    for what, command, limit in (
        ("`coursewright --help`", [str(PROGRAM), "--help"], 0.25),
        ("`coursewright check` on the sample course", [str(PROGRAM), *sample], 1.0),
        ("`bootstrap` with nothing to do", [str(ROOT / "bootstrap"), "true"], 1.0),
    ):
        measure.run(command, ROOT)
        costs = [measure.run(command, ROOT) for _ in range(REPEAT)]
        yield seconds(what, measure.middle(costs), limit)


def media(bench: Bench) -> Iterator[Line]:
    """Measure ten minutes of video, against ffmpeg on the same file."""
    path = str(make_long_video(bench.folder))
    ours = [sys.executable, str(ROOT / "tools" / "bench" / "media.py")]
    loud = "ffmpeg -v error -nostdin -vn -i @ -af ebur128=peak=true -f null -"
    whole = "ffmpeg -v error -nostdin -i @ -map 0:v -f null -"

    def middle(command: Sequence[str]) -> Cost:
        filled = [path if part == "@" else part for part in command]
        return measure.middle([measure.run(filled, ROOT) for _ in range(REPEAT)])

    started = middle([*ours, "nothing", path])
    streams = middle([*ours, "streams", path])
    once = Cost(max(streams.wall - started.wall, 0.0), max(streams.cpu - started.cpu, 0.0))
    yield seconds("container, stream, frame-rate and keyframe checks, 10 minutes", once, 0.5)
    for name, what, other, command in (
        ("sound", "loudness, peak, silence, speech", "ebur128", loud.split()),
        ("deep", "every frame (`--deep`)", "decoding", whole.split()),
    ):
        mine, theirs = middle([*ours, name, path]), middle(command)
        seen = f"{mine.wall:.1f} s, ffmpeg {theirs.wall:.1f} s"
        yield ratio(f"{what} / ffmpeg {other}", mine.wall / theirs.wall, 1.3, "", seen)


def audit(bench: Bench) -> Iterator[Line]:
    """Audit a hundred lesson pages, against axe alone on them split over two processes."""
    site = lesson_pages(bench.folder, PROGRAM, PAGES)
    script = [sys.executable, str(ROOT / "tools" / "bench" / "audit_speed.py")]
    bench.forget()
    os.environ["XDG_CACHE_HOME"] = str(bench.place / "cache")
    command = [str(PROGRAM), "audit", str(site), "--out", str(bench.place / "out"), "--jobs", "2"]
    ours = [*command, "--quiet", "--content", str(bench.small)]
    bare = measure.run([*script, "bare", str(site)], bench.folder)
    part = measure.run([*script, "axe", str(site)], bench.folder)
    whole = measure.run(ours, bench.folder)
    twice = measure.middle([measure.run(ours, bench.folder) for _ in range(REPEAT)])
    seen = f"{part.wall:.0f} s, axe alone {bare.wall:.0f} s"
    yield ratio("audit of 100 pages, axe part / axe alone", part.wall / bare.wall, 1.15, "", seen)
    seen = f"{whole.wall:.0f} s, axe alone {bare.wall:.0f} s"
    yield ratio("audit of 100 pages / axe alone", whole.wall / bare.wall, 4, "2.5", seen)
    yield seconds("audit of 100 pages, nothing changed", twice, 1.0)


def rates(bench: Bench) -> Iterator[Line]:
    """Count what audits find in the open half of the corpus of faults."""
    yield from _rates("open", bench)


def held_out(bench: Bench) -> Iterator[Line]:
    """Count what audits find in the held-out half; every run of it is recorded."""
    yield from _rates("held-out", bench)


def _rates(half: str, bench: Bench) -> Iterator[Line]:
    # The corpus belongs to the tests.
    tests = ROOT / "tests"
    sys.path[:0] = [str(tests), str(tests / "audit")]
    from audit_rates import look_at
    from audit_tables import record, shares, totals

    commit = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    verdicts = look_at(half, bench.folder)
    counted = totals(verdicts, date.today().isoformat(), commit.stdout.strip())
    record(half, counted)
    found, together, alarms = shares(counted)
    seen = f"{found} found, axe, IBM and HTML_CodeSniffer together {together}"
    what = f"faults found by three others / by ours, {half} half"
    yield ratio(what, together / found, 1.0, "", seen)
    yield Line(f"false alarms, {half} half", f"{alarms:.1%}", "2%", "", alarms < 0.02, "")


_TALK = "01-llm-application-foundations/anatomy.mp4"
_ZIP_EACH = 'for t in */; do (cd "$t" && rm -f ../t.zip && zip -q -6 -r ../t.zip .); done'
PARTS: dict[str, Callable[[Bench], Iterator[Line]]] = {
    part.__name__: part
    for part in (
        cold, again, gate, packaging, scale, video, notebooks, grading, media, audit, start
    )
}  # fmt: skip
LONG: dict[str, Callable[[Bench], Iterator[Line]]] = {
    part.__name__: part for part in (rates, held_out)
}


@click.command()
@click.argument("parts", nargs=-1, type=click.Choice([*PARTS, *LONG]))
@click.option("--keep", type=click.Path(path_type=Path), help="Folder to work in and to keep.")
def main(parts: tuple[str, ...], keep: Path | None) -> None:
    """Measure PARTS, by default all but those that take hours."""
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        bench = Bench(keep or Path(folder))
        known: dict[str, list[dict[str, object]]] = (
            json.loads(RESULTS.read_text()) if RESULTS.exists() else {}
        )
        for name in parts or PARTS:
            known[name] = []
            for line in (PARTS | LONG)[name](bench):
                click.echo(f"{line.what}: {line.value} (limit {line.limit}) {line.seen}")
                known[name].append(asdict(line))
            RESULTS.write_text(json.dumps(known, indent=1) + "\n")
    lines = [Line(**row) for name in PARTS | LONG for row in known.get(name, [])]  # type: ignore[arg-type]
    PAGE.write_text(page(lines), "utf-8")


if __name__ == "__main__":
    main()
