"""Find the grader side of the lab that somebody names, building it where it is not built yet."""

from __future__ import annotations

from pathlib import Path

from coursewright.bundle.grader_side import grader_side
from coursewright.compile.lab_files import lab_files, lab_sources
from coursewright.compile.release import release_lab
from coursewright.errors import EnvironmentFault, UsageFault
from coursewright.load.course import load_course
from coursewright.model.course import Course
from coursewright.model.items import Lab
from coursewright.model.source import Source
from coursewright_packaging.diagnostic import Diagnostic, Severity
from coursewright_runtime.grading.errors import GradingFault
from coursewright_runtime.grading.lab import LAB_FILE, GraderLab, read_lab
from coursewright_runtime.grading.unpack import Refused, unzip

__all__ = ["NotGradable", "find_lab"]

_BUNDLE_LIMIT = 1 << 30  # bytes
_BUNDLE_FILES = 100_000  # of all labs of a course together


class NotGradable(Exception):
    """The author has to mend the lab first. root: of the course; diagnostics: what is wrong."""

    def __init__(self, root: Path, diagnostics: tuple[Diagnostic, ...]) -> None:
        """Carry the diagnostics, whose paths are relative to `root`."""
        super().__init__(f"{len(diagnostics)} mistakes")
        self.root = root
        self.diagnostics = diagnostics


def find_lab(place: Path, work: Path, *, name: str = "", term: str | None = None) -> GraderLab:
    """Return the lab at `place`: a lab's folder in a course, a grader side, or a runtime bundle.

    work: an empty folder for what has to be unpacked or made. name: id of the lab in a bundle.
    term: whose due dates count. Raises NotGradable, UsageFault or EnvironmentFault.
    """
    try:
        if (place / LAB_FILE).is_file():
            return read_lab(place)
        if place.is_file():
            return _in_bundle(place, work, name)
        return read_lab(_made(place.resolve(), work, term))
    except GradingFault as fault:
        raise EnvironmentFault(str(fault)) from fault


def _in_bundle(bundle: Path, work: Path, name: str) -> GraderLab:
    try:
        unzip(bundle, work, _BUNDLE_LIMIT, files=_BUNDLE_FILES)
    except Refused as refused:
        raise EnvironmentFault(f"`{bundle.name}` is no runtime bundle: {refused}") from refused
    labs = {path.parent.name: path.parent for path in sorted(work.glob(f"**/{LAB_FILE}"))}
    if not name and len(labs) == 1:
        name = next(iter(labs))
    if name not in labs:
        known = ", ".join(labs) or "none"
        raise UsageFault(f"name a lab of the bundle with `--lab`; there are: {known}")
    return read_lab(labs[name])


def _made(folder: Path, work: Path, term: str | None) -> Path:
    """Write the grader side of a lab that lies in a course's folder."""
    root = next((p for p in folder.parents if (p / "course.yaml").is_file()), None)
    if root is None or not folder.is_dir():
        raise UsageFault(
            f"`{folder.name}` is no lab: neither {LAB_FILE} nor a folder of a course, "
            "nor a runtime bundle from dist/private/"
        )
    loaded = load_course(root, term=term)
    path = folder.relative_to(root).as_posix()
    errors = [d for d in loaded.diagnostics if d.severity is Severity.ERROR]
    mine = tuple(d for d in errors if d.path.startswith((f"{path}/", "course.yaml")))
    if mine:
        raise NotGradable(root, mine)
    labs = loaded.course.items() if loaded.course else ()
    for item in labs:
        if isinstance(item, Lab) and item.folder == path and loaded.course:
            return _write(loaded.course, item, work)
    raise UsageFault(f"`{path}` is no lab of the course: it has no metadata.yml")


def _write(course: Course, lab: Lab[Source], work: Path) -> Path:
    folder = course.root / lab.folder
    sources = lab_sources(lab, lambda path: (course.root / path).read_text("utf-8"))
    released = {source.path: release_lab(source) for source in sources}
    faults = tuple(fault for each in released.values() for fault in each.diagnostics)
    if any(fault.severity is Severity.ERROR for fault in faults):
        raise NotGradable(course.root, faults)
    files = tuple(lab_files(course.root, lab, released, course.info.language))
    private = {n: (folder / n).read_bytes() for n in (*lab.instructor_files, *lab.notebooks)}
    info = course.info
    for member in grader_side(lab, files, private, info.late_policy, info.language):
        path = work / lab.id / member.name
        path.parent.mkdir(parents=True, exist_ok=True)
        assert isinstance(member.content, bytes)
        path.write_bytes(member.content)
    return work / lab.id
