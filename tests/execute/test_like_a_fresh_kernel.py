"""A forked kernel puts out what an ordinary fresh one does."""

from __future__ import annotations

import json
from pathlib import Path

from notebook_courses import runs_of, task

from coursewright.execute.model import NotebookRun

CORPUS: dict[str, list[str]] = {
    "plain": ["x = 1\nprint(x)\nx + 1", "_ * 2", "In[1], Out[1], __name__", "x;"],
    "streams": [
        "import sys\nprint('a'); print('b', file=sys.stderr); print('c')",
        "sys.stdout.isatty()",
    ],
    "magics": [
        "%who",
        "%%capture got\nprint('kept')",
        "got.stdout",
        "%env PYTHONHASHSEED",
        "%%writefile made.py\nVALUE = 3",
        "import made\nmade.VALUE",
        "%run made.py\nVALUE",
        "%pwd",
        "files = !ls\nfiles",
        "%config InlineBackend.figure_formats",
        "%lsmagic\nNone",
        "%%bash\necho from bash; echo to stderr >&2; exit 3",
        "print?",
        "%load_ext autoreload\n%autoreload 2",
        "%precision 3\n3.14159",
    ],
    "display": [
        "from IPython.display import *\ndisplay(HTML('<b>x</b>'), Markdown('*y*'), Latex('$z$'))",
        "class R:\n    def _repr_html_(self): return '<i>r</i>'\n    def _repr_png_(self): return b'\\x89PNG'\nR()",
        "h = display('first', display_id='d')",
        "h.update('second')",
        "print('gone'); clear_output(); print('stays')",
        "for i in range(3):\n    clear_output(wait=True); print(i)",
        "display(JSON({'a': 1})); SVG('<svg xmlns=\"http://www.w3.org/2000/svg\"/>')",
        "Javascript('1')",
    ],
    "matplotlib": [
        "import matplotlib.pyplot as plt\nimport matplotlib\nmatplotlib.get_backend()",
        "plt.plot([1, 2, 3])",
        "fig, ax = plt.subplots(figsize=(2, 1)); ax.bar([1, 2], [3, 4]); fig",
        "plt.isinteractive(), len(plt.get_fignums())",
        "%matplotlib inline\nplt.figure(figsize=(1, 1)); plt.text(0, 0, 'x'); plt.show()",
    ],
    "numpy": [
        "import numpy as np\nnp.arange(6).reshape(2, 3) @ np.ones((3, 2))",
        "np.random.seed(3); np.random.random(3)",
        "(np.ones((300, 300)) @ np.ones((300, 300))).sum()",
    ],
    "threads": [
        "import threading\nthreading.active_count() > 1, threading.current_thread().name",
        "def f(): print('in a thread')\nt = threading.Thread(target=f); t.start(); t.join()",
        "from concurrent.futures import ThreadPoolExecutor\nwith ThreadPoolExecutor(4) as p: r = list(p.map(abs, [-1, -2]))\nr",
        "import asyncio\nawait asyncio.sleep(0.01)\nasyncio.get_running_loop().__class__.__name__",
        "async def g(): return 5\nawait asyncio.gather(g(), g())",
        "await asyncio.to_thread(lambda: 6)",
    ],
    "subprocesses": [
        # What a child puts out arrives by a pipe of its own, at any time before the cell ends.
        "import subprocess, sys, time\ndone = subprocess.run(['echo', 'hello'])\ntime.sleep(1)\ndone",
        "subprocess.run([sys.executable, '-c', 'import sys; print(sys.argv, file=sys.stderr)'], capture_output=True, text=True)",
        "import os\ncode = os.system('echo system')\ntime.sleep(1)\ncode",
        "!echo shell; exit 4",
        "_exit_code",
        "import multiprocessing as mp\nwith mp.get_context('fork').Pool(2) as p: r = p.map(abs, [-3, -4])\nr",
        "with mp.get_context('spawn').Pool(1) as p: r = p.map(abs, [-5])\nr",
        "await (await __import__('asyncio').create_subprocess_exec('true')).wait()",
        "import signal\nsignal.getsignal(signal.SIGINT), signal.getsignal(signal.SIGCHLD), signal.getsignal(signal.SIGTERM)",
        "os.getsid(0) == os.getpid(), os.getpgid(0) == os.getpid()",
    ],
    "fork": [
        "import os\npid = os.fork()\nif pid == 0: os._exit(5)\nos.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])",
        "'after'",
    ],
    "errors": [
        "1/0",
        "def f():\n    raise KeyError('k')\n\nf()",
        "for",
        "import nothing_of_this_name",
        "raise ValueError('a') from TypeError('b')",
        "exec('syntax error here')",
        "%nosuchmagic",
        "raise SystemExit(3)",
        "raise KeyboardInterrupt",
        "assert 1 == 2, 'no'",
        "raise ExceptionGroup('g', [ValueError(1), TypeError(2)])",
        "input('name? ')",
        "x: int = 'no'\nundefined",
    ],
    "warnings": [
        "import warnings\nwarnings.warn('careful')",
        "warnings.warn('old', DeprecationWarning)",
        "import logging\nlogging.warning('logged'); logging.info('not')",
        "'\\d'",
    ],
    "environment": [
        "import sys, os\nsys.path",
        "sys.argv[0], sys.argv[1], len(sys.argv)",
        "sys.flags",
        "sorted(n for n in os.environ if n not in ('_', 'LC_CTYPE', 'JPY_PARENT_PID', 'JPY_SESSION_NAME', 'OMP_NUM_THREADS'))",
        "os.getcwd(), os.listdir()",
        "sorted(vars())",
        "os.umask(18)",
        "sys.stdin",
        "__import__('locale').getlocale()",
        "import gc\ngc.isenabled(), gc.get_threshold()",
        "sys.getrecursionlimit(), sys.excepthook.__name__, sys.displayhook.__class__.__name__",
        "os.environ.get('MPLBACKEND'), os.environ.get('TERM'), os.environ.get('PAGER'), os.environ.get('CLICOLOR')",
        "__import__('tempfile').gettempdir(), sys.modules['__main__'].__dict__ is globals()",
        "import pickle\nclass C: pass\npickle.loads(pickle.dumps(C())).__class__ is C",
        "import inspect\ndef f(): return 1\ninspect.getsource(f)",
    ],
    "widgets": [
        "import ipywidgets as w\ns = w.IntSlider(value=3); s",
        "s.value = 5; s.value",
        "out = w.Output()\nwith out: print('inside')\nout",
    ],
    "chance": ["import random\nrandom.seed(1); random.random()", "hash(1), hash((1, 2))"],
    "history": [
        "%history",
        "%recall 1",
        "get_ipython().history_manager.hist_file",
        "get_ipython().execution_count",
    ],
    "state": [
        "import json, decimal\ndecimal.getcontext()",
        "from decimal import *\ngetcontext().prec = 4\nDecimal(1)/7",
    ],
}


def test_puts_out_the_same(tmp_path: Path) -> None:
    """Every cell's outputs and count are those of a kernel that its own program started."""
    tasks = [task(cells, folder=name) for name, cells in CORPUS.items()]
    # Each notebook twice, so that the packages that they import are shared by forking.
    forked = runs_of(tmp_path, tasks * 2)[len(tasks) :]
    ordinary = runs_of(tmp_path, tasks, fork=False)
    assert _seen(forked) == _seen(ordinary)


def _seen(runs: list[NotebookRun]) -> list[tuple[str, str, str, int | None, str]]:
    """Return notebook, source, ending, count and outputs of each cell."""
    return [
        (name, source, run.ending.value, cell.count, json.dumps(cell.outputs, indent=1))
        for (name, sources), run in zip(CORPUS.items(), runs, strict=True)
        for source, cell in zip(sources, run.cells, strict=True)
    ]
