"""The content-addressed cache: results of pure steps by the digest of all that they depend on."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any, Protocol

from coursewright.engine import codec
from coursewright.engine.atomic import write_atomically

__all__ = ["Cache", "FolderStore", "Store", "UrlStore", "default_folder", "open_store"]


class Store(Protocol):
    """Where entries lie. Filling one store from several processes at once is safe."""

    def get(self, key: str) -> bytes | None:
        """Return the entry, `None` when there is none or it cannot be read."""

    def put(self, key: str, entry: bytes) -> None:
        """Keep the entry; one that is there already may be replaced by the same bytes."""


class FolderStore:
    """Entries as files of a local folder."""

    def __init__(self, folder: Path) -> None:
        """Use `folder`, which is made when the first entry comes."""
        self._folder = folder

    def get(self, key: str) -> bytes | None:
        """Return the entry or `None`."""
        try:
            with open(self._path(key), "rb", buffering=0) as file:  # noqa: PTH123 - half the time
                return file.read()
        except OSError:
            return None

    def put(self, key: str, entry: bytes) -> None:
        """Write the entry atomically; a full disk costs speed, not the build."""
        path = Path(self._path(key))
        try:
            try:
                write_atomically(path, entry)
            except FileNotFoundError:  # the first entry of this folder
                path.parent.mkdir(parents=True, exist_ok=True)
                write_atomically(path, entry)
        except OSError:
            return

    def _path(self, key: str) -> str:
        # Sixteen folders: to make 256 of them costs more than it saves where a folder is indexed.
        return f"{self._folder}/{key[:1]}/{key[1:]}"


class UrlStore:
    """Entries below a URL that fsspec understands (`s3://…`, `gs://…`, `memory://…`)."""

    def __init__(self, url: str) -> None:
        """Open the file system of `url`. Raises EnvironmentFault without the `cluster` extra."""
        from coursewright.errors import EnvironmentFault

        try:
            from fsspec.core import url_to_fs
        except ImportError as error:
            raise EnvironmentFault(
                "a cache URL needs fsspec; run `pip install coursewright[cluster]`"
            ) from error
        try:
            self._files, self._root = url_to_fs(url)
        except (ValueError, ImportError) as error:
            raise EnvironmentFault(f"the cache `{url}` cannot be opened: {error}") from error

    def get(self, key: str) -> bytes | None:
        """Return the entry or `None`."""
        try:
            return bytes(self._files.cat_file(self._path(key)))
        except OSError:
            return None

    def put(self, key: str, entry: bytes) -> None:
        """Write the entry in one call, which object stores make visible at once."""
        try:
            self._files.makedirs(f"{self._root}/{key[:2]}", exist_ok=True)
            self._files.pipe_file(self._path(key), entry)
        except OSError:
            return

    def _path(self, key: str) -> str:
        return f"{self._root}/{key[:2]}/{key[2:]}"


class Cache:
    """Values by key over a store."""

    def __init__(self, store: Store) -> None:
        """Keep values in `store`."""
        self._store = store

    def get(self, key: str) -> tuple[Any] | None:
        """Return the value in a tuple of one, so that `None` is a value; `None` when absent."""
        entry = self._store.get(key)
        if entry is None:
            return None
        try:
            return (codec.load(key, entry),)
        except codec.CorruptEntry:
            return None

    def put(self, key: str, value: object) -> None:
        """Keep `value`, a plain or dataclass value as `codec` takes it."""
        self._store.put(key, codec.dump(key, value))


def default_folder() -> Path:
    """Return the user's cache folder for this program."""
    base = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    return Path(base, "coursewright")


def open_store(location: str) -> Store:
    """Return the store at a folder or URL; an empty location means the default folder."""
    if "://" in location and not location.startswith("file://"):
        return UrlStore(location)
    return FolderStore(Path(location.removeprefix("file://")) if location else default_folder())
