"""The cache keeps plain values, survives damage, and cannot be made to run code."""

from __future__ import annotations

import hashlib
import os
import pickle
import socket
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coursewright.engine.cache import Cache, FolderStore, UrlStore, open_store
from coursewright.engine.codec import CorruptEntry, dump, load
from coursewright.engine.progress import Progress
from coursewright.engine.workers import Engine, Inline, open_executor
from coursewright.errors import EnvironmentFault
from coursewright.model.source import Place
from coursewright_packaging.diagnostic import Severity

KEY = hashlib.sha256(b"key").hexdigest()
PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text() | st.binary(),
    lambda inner: st.lists(inner) | st.tuples(inner) | st.dictionaries(st.text(), inner),
)


def _sealed(data: bytes) -> bytes:
    """Return an entry of the key `key` as somebody makes it who knows how."""
    return hashlib.sha256(b"key\0" + data).digest() + data


def test_an_entry_of_another_key_counts_as_absent(tmp_path: Path) -> None:
    cache = Cache(FolderStore(tmp_path))
    cache.put("key1", "one")
    (one,) = (path for path in tmp_path.rglob("*") if path.is_file())
    cache.put("key2", "two")
    (two,) = (path for path in tmp_path.rglob("*") if path.is_file() and path != one)
    one.write_bytes(two.read_bytes())
    assert cache.get("key1") is None
    assert cache.get("key2") == ("two",)


@given(PLAIN)
def test_plain_values_come_back(value: object) -> None:
    assert load("key", dump("key", value)) == value


def test_our_values_come_back() -> None:
    value = (Place("a.md", 3), Severity.WARNING)
    assert load("key", dump("key", value)) == value


class _Evil:
    def __reduce__(self) -> tuple[object, tuple[str]]:
        return os.system, ("touch evil",)


@pytest.mark.parametrize("value", [_Evil(), socket.socket, os.system], ids=["call", "class", "fn"])
def test_an_entry_that_names_foreign_code_is_refused(value: object) -> None:
    data = pickle.dumps(value)
    with pytest.raises(CorruptEntry):
        load("key", _sealed(data))
    assert not Path("evil").exists()


@given(st.binary())
def test_noise_is_a_corrupt_entry_and_nothing_worse(noise: bytes) -> None:
    with pytest.raises(CorruptEntry):
        load("key", noise)
    with pytest.raises(CorruptEntry):
        load("key", _sealed(noise + b"\xff"))


def test_a_damaged_entry_counts_as_absent(tmp_path: Path) -> None:
    store = FolderStore(tmp_path)
    cache = Cache(store)
    cache.put(KEY, "value")
    entry = bytearray(store.get(KEY) or b"")
    entry[-1] ^= 1
    store.put(KEY, bytes(entry))
    assert cache.get(KEY) is None


def test_none_is_a_value(tmp_path: Path) -> None:
    cache = Cache(FolderStore(tmp_path))
    cache.put(KEY, None)
    assert cache.get(KEY) == (None,)


def test_a_cache_that_cannot_be_written_costs_speed_only(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    cache = Cache(FolderStore(tmp_path / "file"))
    cache.put(KEY, 1)
    assert cache.get(KEY) is None


def test_a_url_is_a_store() -> None:
    store = open_store("memory://coursewright-test")
    assert isinstance(store, UrlStore)
    cache = Cache(store)
    assert cache.get(KEY) is None
    cache.put(KEY, {"a": 1})
    assert cache.get(KEY) == ({"a": 1},)
    with pytest.raises(EnvironmentFault, match="cannot be opened"):
        open_store("nonsense-protocol://x")


def _fill(folder: str) -> int:
    cache = Cache(FolderStore(Path(folder)))
    seen = 0
    for round_ in range(50):
        key = hashlib.sha256(str(round_).encode()).hexdigest()
        entry = cache.get(key)
        assert entry in (None, ("x" * 10_000,))
        seen += entry is not None
        cache.put(key, "x" * 10_000)
    return seen


def test_several_processes_fill_one_cache(tmp_path: Path) -> None:
    with ProcessPoolExecutor(4) as pool:
        list(pool.map(_fill, [str(tmp_path)] * 4))
    assert _fill(str(tmp_path)) == 50
    assert not [p for p in tmp_path.rglob("*") if p.name.startswith(".")]


@dataclass(frozen=True, slots=True)
class _Number:
    value: int
    log: str = ""


def double(number: _Number) -> int:
    """A step that leaves a trace each time it runs."""
    if number.log:
        with Path(number.log).open("a") as file:
            file.write(f"{number.value}\n")
    return number.value * 2


def _engine(folder: Path, executor: object = None, fingerprint: str = "1") -> Engine:
    cache = Cache(FolderStore(folder))
    return Engine(executor or Inline(), 2, cache, fingerprint, Progress(False))  # type: ignore[arg-type]


def test_a_step_runs_once_per_input_and_version(tmp_path: Path) -> None:
    log = tmp_path / "log"
    inputs = [_Number(value, str(log)) for value in (1, 2, 3)]
    assert _engine(tmp_path).map(double, inputs) == [2, 4, 6]
    assert _engine(tmp_path).map(double, [*inputs, _Number(4, str(log))]) == [2, 4, 6, 8]
    assert log.read_text().split() == ["1", "2", "3", "4"]
    _engine(tmp_path, fingerprint="2").map(double, inputs[:1])
    assert log.read_text().split() == ["1", "2", "3", "4", "1"]


@pytest.mark.parametrize("jobs", [1, 2])
def test_the_pool_gives_what_one_process_gives(tmp_path: Path, jobs: int) -> None:
    with open_executor(jobs, "") as executor:
        results = _engine(tmp_path, executor).map(double, [_Number(n) for n in range(100)])
    assert results == [n * 2 for n in range(100)]


def test_steps_run_on_a_dask_cluster(tmp_path: Path) -> None:
    from distributed import LocalCluster

    with (
        LocalCluster(  # type: ignore[no-untyped-call]
            n_workers=1,
            processes=False,
            protocol="tcp://",
            host="127.0.0.1",
            dashboard_address=None,
        ) as cluster,
        open_executor(2, cluster.scheduler_address) as executor,
    ):
        results = _engine(tmp_path, executor).map(double, [_Number(n) for n in range(20)])
    assert results == [n * 2 for n in range(20)]


def test_a_scheduler_that_does_not_answer_is_one_clear_line() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"tcp://127.0.0.1:{free.getsockname()[1]}"
    with pytest.raises(EnvironmentFault, match="no Dask scheduler"), open_executor(2, address):
        pass
