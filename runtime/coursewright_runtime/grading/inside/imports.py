"""What `import` means in the tests' process: nothing of the learner's ever runs here.

A companion module that the course hands out comes from the course's own copy. A file of the
learner's becomes a module of remote names. Modules of Python and installed packages win over files
of those names, unless the author's solution has such a file.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import ModuleType
from typing import Any

from coursewright_runtime.grading.inside.proxies import LearnerModule

VIRTUAL = "student_solution"  # all that the learner wrote, when there is no file of that name
Request = Callable[..., Any]


class LearnerLoader:
    """Loads a module by importing it in the learner's process."""

    def __init__(self, request: Request, loaded: set[str], kept: Container[str]) -> None:
        """Send requests by `request`.

        loaded: names that were imported before. kept: see `importable`.
        """
        self._request = request
        self._loaded = loaded
        self._kept = kept

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        """Return an empty module of remote names."""
        return LearnerModule(spec.name)

    def exec_module(self, module: ModuleType) -> None:
        """Import there, anew when the tests import anew; raises what the import raises."""
        name = module.__name__
        handle, public = self._request("import", name, name in self._loaded)
        self._loaded.add(name)
        module.__dict__["_learner_handle"] = handle
        module.__dict__["__all__"] = importable(public, self._kept)


def importable(names: Iterable[Any], kept: Container[str]) -> list[str]:
    """Return the names that `import *` takes; tests are the author's alone.

    kept: names that mean in tests what Python or their author means, such as `abs`.
    """
    texts = [name for name in names if type(name) is str and name.isidentifier()]
    texts = [name for name in texts if name not in kept]
    return [name for name in texts if not name.startswith(("test", "Test", "pytest", "__"))]


class Companion:
    """A module of the course's own, as it was read at the start."""

    def __init__(self, path: Path) -> None:
        """Read the file."""
        self._path = str(path)
        self._source = path.read_bytes()

    def spec(self, name: str) -> ModuleSpec:
        """Return how the module is loaded."""
        spec = ModuleSpec(name, self, origin=self._path)  # type: ignore[arg-type]
        spec.has_location = True
        return spec

    def create_module(self, _spec: ModuleSpec) -> None:
        """Let Python make an ordinary module."""

    def exec_module(self, module: ModuleType) -> None:
        """Run the course's code."""
        exec(compile(self._source, self._path, "exec"), module.__dict__)


class Finder:
    """Finds companion modules and the learner's; in front for names that are expected."""

    def __init__(
        self, folders: Sequence[Path], loader: LearnerLoader, companions: Mapping[str, Companion],
        wanted: Callable[[str], bool],
    ) -> None:  # fmt: skip
        """Look into folders of the submission for names that are `wanted` of this finder."""
        self._folders = folders
        self._loader = loader
        self._companions = companions
        self._wanted = wanted

    def find_spec(self, name: str, path: Any = None, _target: Any = None) -> ModuleSpec | None:
        """Return how a module is loaded, or None when it is none of ours."""
        top, _, rest = name.partition(".")
        if not self._wanted(top):
            return None
        if name in self._companions:
            return self._companions[name].spec(name)
        folders = list(self._folders)
        if rest:
            parts = [Path(folder) for folder in path or ()]
            folders = [part for part in parts if part.is_relative_to(self._folders[0])]
        last = name.rpartition(".")[2]
        for folder in folders:
            if (folder / f"{last}.py").is_file():
                return ModuleSpec(name, self._loader)  # type: ignore[arg-type]
            if (folder / last).is_dir():
                spec = ModuleSpec(name, self._loader, is_package=True)  # type: ignore[arg-type]
                spec.submodule_search_locations = [str(folder / last)]
                return spec
        return None


class _Empty:
    """Finds nothing: what stands in the submission is never imported by Python itself."""

    def find_spec(self, _name: str, _target: Any = None) -> None:
        """Return None."""

    def invalidate_caches(self) -> None:
        """Do nothing."""


class VirtualFinder:
    """Finds `student_solution` when no file has that name: all public names of the learner's."""

    def __init__(self, public: Callable[[], Mapping[str, Any]]) -> None:
        """Take the names, which are importable, from `public`."""
        self._public = public

    def find_spec(self, name: str, _path: Any = None, _target: Any = None) -> ModuleSpec | None:
        """Return how the module is loaded, or None for any other name."""
        return ModuleSpec(name, self) if name == VIRTUAL else None  # type: ignore[arg-type]

    def create_module(self, _spec: ModuleSpec) -> None:
        """Let Python make an ordinary module."""

    def exec_module(self, module: ModuleType) -> None:
        """Fill the module."""
        names = self._public()
        module.__dict__.update(names)
        module.__dict__["__all__"] = list(names)


def install(
    work: Path, sources: Sequence[str], request: Request, companions: Mapping[str, Companion],
    expected: frozenset[str], kept: Container[str], public: Callable[[], Mapping[str, Any]],
) -> None:  # fmt: skip
    """Let `import` find the learner's modules; call once in a process of its own.

    work: the submission. sources: folders in it with modules. companions: files of modules that
    the course hands out. expected: modules that the author's solution has. kept:
    see `importable`.
    """
    folders = [work, *(work / name for name in sources)]
    loader = LearnerLoader(request, set(), kept)

    def never_here(entry: str) -> _Empty:
        if (Path.cwd() / entry).resolve().is_relative_to(work):
            return _Empty()
        raise ImportError(entry)

    def in_front(top: str) -> bool:
        return top in companions or (top in expected and top not in sys.stdlib_module_names)

    def behind(top: str) -> bool:
        return top not in sys.stdlib_module_names

    sys.path_hooks.insert(0, never_here)
    sys.path_importer_cache.clear()
    sys.meta_path.insert(0, Finder(folders, loader, companions, in_front))
    sys.meta_path.append(Finder(folders, loader, companions, behind))
    sys.meta_path.append(VirtualFinder(public))
