"""A kernel that never answers: sockets left open would stop the program at any later time."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

_PROGRAM = """
import asyncio, gc, os, sys, time
from pathlib import Path
from coursewright.execute import kernels

class Silent:
    connection = kernels._write_connection(Path(sys.argv[1]), "python3")
    def __init__(self): self.end = time.monotonic() + 0.5
    def alive(self): return time.monotonic() < self.end
    def died_of(self): return ""
    def kill(self): pass

async def main():
    for number in range(1, 6):  # its sockets stand there, but nobody reads from them
        Path(f"{sys.argv[1]}/k-{number}").touch()
    counts = []
    for _ in range(4):
        try:
            await kernels.connect(Silent())
        except TimeoutError:
            await asyncio.sleep(0.1)
            gc.collect()
            counts.append(len(os.listdir("/proc/self/fd")))
    print(len(counts), counts[-1] - counts[0])

asyncio.run(main())
"""


def test_a_silent_kernel_leaves_no_socket_open(tmp_path: Path) -> None:
    command = [sys.executable, "-c", _PROGRAM, str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=200, check=False)
    assert (done.stdout.split(), done.stderr) == (["4", "0"], "")
