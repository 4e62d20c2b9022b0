"""Everything that a contributor runs; `./bootstrap nox -l` lists it."""

from __future__ import annotations

import nox

nox.options.default_venv_backend = "none"  # `bootstrap` has made the one environment
nox.options.sessions = ["lint", "types", "tests"]


@nox.session
def tests(session: nox.Session) -> None:
    """Run the whole test suite, slow proofs included; arguments go to pytest."""
    session.run("pytest", *(session.posargs or ["-n", "2", "--dist", "worksteal"]))


@nox.session
def lint(session: nox.Session) -> None:
    """Check style, formatting and the arrows between the rooms."""
    session.run("ruff", "check", ".")
    session.run("ruff", "format", "--check", ".")
    session.run("lint-imports")


@nox.session
def types(session: nox.Session) -> None:
    """Check types with mypy --strict."""
    session.run("mypy")


@nox.session(default=False)
def audit(session: nox.Session) -> None:
    """Build the sample course and audit all of it, site and packages."""
    session.run("build", "all", "--no-audit")
    session.run("coursewright", "audit", "--full", *session.posargs)


@nox.session(default=False)
def fuzz(session: nox.Session) -> None:
    """Throw mutated packages at every verifier for ten minutes of CPU time; or seconds given."""
    session.run("python", "tools/fuzz.py", *session.posargs)


@nox.session(default=False)
def bench(session: nox.Session) -> None:
    """Measure speed and memory side by side with peers, and write docs/benchmarks.md."""
    session.run("python", "tools/bench/run.py", *session.posargs)


@nox.session(default=False)
def build(session: nox.Session) -> None:
    """Build the wheel, with the browser parts inside, into build-wheel/."""
    session.run("python", "-m", "build", "--wheel", "--no-isolation", "--outdir", "build-wheel")


@nox.session(default=False)
def videos(session: nox.Session) -> None:
    """Make the sample course's videos again from their scripts."""
    session.run("python", "tools/make_videos.py", *session.posargs)


@nox.session(default=False, venv_backend="venv")
def lock(session: nox.Session) -> None:
    """Resolve the dependencies anew into requirements.lock, with hashes."""
    session.install("uv")
    options = "--universal --python-version 3.11 --generate-hashes --all-extras --group dev"
    quiet = "--no-emit-index-url --no-annotate --no-header --quiet --upgrade"
    arguments = [*options.split(), *quiet.split(), "--output-file", "requirements.lock"]
    session.run("uv", "pip", "compile", *arguments, "pyproject.toml")
