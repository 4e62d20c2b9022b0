"""How much of the machine one submission may use."""

from __future__ import annotations

from dataclasses import dataclass

MIB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of one run of one submission. Sizes are in bytes, times in seconds.

    cpu: processor time of each process. wall: all tests of one notebook, or all test files.
    test: one test or cell. memory: of all processes together; disk: of each folder that can be
    written; output: characters printed.
    """

    cpu: float = 60.0
    wall: float = 120.0
    test: float = 30.0
    memory: int = 512 * MIB
    disk: int = 64 * MIB
    file: int = 32 * MIB
    processes: int = 32
    open_files: int = 128
    output: int = 1_000_000
