"""What attackers send is refused with a message, in bounded memory and time."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from hostile import HOSTILE

_MOST_MEMORY = 300 << 20
_MOST_SECONDS = 60
# In a process of its own, because peak memory is measured over a whole life; from /proc, because
# what getrusage says is inherited from the process that made the archive.
_SCRIPT = f"""
import resource, sys
from pathlib import Path
resource.setrlimit(resource.RLIMIT_CPU, ({_MOST_SECONDS}, {_MOST_SECONDS}))
from coursewright.cli.verify import command
code = command.main([sys.argv[1]], standalone_mode=False)
status = Path("/proc/self/status").read_text().partition("VmHWM:")[2]
print("peak", int(status.split()[0]) << 10)
sys.exit(code)
"""


@pytest.mark.slow
@pytest.mark.parametrize("trick", HOSTILE)
def test_it_is_refused_within_bounds(trick: str, tmp_path: Path) -> None:
    HOSTILE[trick](tmp_path / "package.zip")
    done = subprocess.run(
        [sys.executable, "-c", _SCRIPT, "package.zip"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert "Traceback" not in done.stderr, done.stderr[-2000:]
    assert done.returncode == 1, done.stderr[-2000:]
    assert "error[" in done.stderr
    assert "root:" not in done.stderr + done.stdout  # nothing of /etc/passwd
    peak = int(done.stdout.rpartition("peak ")[2])
    assert peak < _MOST_MEMORY, f"{peak >> 20} MB"
