"""The build folder of a lab image: Dockerfile at the root, and all that it copies."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass

from jinja2 import Environment, StrictUndefined

from coursewright_packaging.archive import Archive, Member

__all__ = ["HIDDEN", "Lab", "image_archive", "learner_files"]

PORT = 8888
MOUNT = "/home/jovyan/work"
HIDDEN = (
    "source",
    "submitted",
    "autograded",
    "feedback",
    "autograde",
    "nbgrader_config.py",
    "release/gradebook.db",
    "release/nbgrader_config.py",
    "release/options.json",
    ".hidden",
    ".readonly",
)
"""What learners may not see, one path per line of `.hidden` (Coursera's own nbgrader lab)."""

_DOCKERFILE = Environment(undefined=StrictUndefined, keep_trailing_newline=True).from_string(
    """\
# Image of one lab. Build: docker build --platform linux/amd64 -t {{ name }} .
ARG BASE={{ base }}
FROM ${BASE}

USER 0
# hadolint ignore=DL3008
RUN if ! command -v curl || ! command -v git; then \\
        apt-get update \\
        && apt-get install -y --no-install-recommends curl git \\
        && rm -rf /var/lib/apt/lists/*; \\
    fi

COPY requirements.txt /tmp/requirements.txt
RUN pip install --no-cache-dir -r /tmp/requirements.txt
COPY jupyter_server_config.py /etc/jupyter/jupyter_server_config.py
COPY overrides.json /etc/jupyter/labconfig/default_setting_overrides.json
COPY start-lab.sh /usr/local/bin/start-lab.sh
COPY --chown=1000:100 labs/ {{ mount }}/

USER 1000:100
WORKDIR {{ mount }}
EXPOSE {{ port }}
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s \\
    CMD ["/bin/sh", "-c", "curl --fail --silent http://127.0.0.1:{{ port }}/api || exit 1"]
CMD ["/bin/sh", "/usr/local/bin/start-lab.sh"]
"""
)
_JUPYTER = f"""\
# The platform's proxy signs learners in; the server itself is reached by nobody else.
c = get_config()  # noqa: F821
c.ServerApp.ip = "0.0.0.0"
c.ServerApp.port = {PORT}
c.ServerApp.open_browser = False
c.ServerApp.root_dir = "{MOUNT}"
c.IdentityProvider.token = ""
c.ServerApp.allow_origin = "*"
c.ServerApp.trust_xheaders = True
c.FileContentsManager.delete_to_trash = False
"""
# Coursera keeps what lies below the mount between sessions, graders of an older version included.
_START = f"""\
#!/bin/sh
# WORKSPACE_TYPE is `instructor` where the lab is written, `test` in its tests, `student` elsewhere.
set -eu
cd {MOUNT}
if [ "${{WORKSPACE_TYPE:-student}}" = student ]; then
    rm -rf autograde source submitted autograded feedback nbgrader_config.py
    while IFS= read -r name; do
        [ ! -f "$name" ] || chmod a-w "$name"
    done < .readonly
fi
exec jupyter lab
"""
_AUTOSAVE = {"@jupyterlab/docmanager-extension:plugin": {"autosaveInterval": 120}}  # seconds


@dataclass(frozen=True, slots=True)
class Lab:
    """A released lab. files: path and content as learners get them. base: image to build on."""

    id: str
    title: str
    notebook: str
    files: tuple[tuple[str, bytes], ...]
    requirements: tuple[str, ...]
    base: str


def image_archive(lab: Lab) -> Archive:
    """Return the upload of Lab Manager's "Upload Build Files"."""
    return Archive(tuple(_image_members(lab)))


def _image_members(lab: Lab) -> Iterator[Member]:
    dockerfile = _DOCKERFILE.render(name=lab.id, base=lab.base, mount=MOUNT, port=PORT)
    yield Member("Dockerfile", dockerfile.encode())
    yield Member("jupyter_server_config.py", _JUPYTER.encode())
    yield Member("manifest.json", _json(_manifest(lab)))
    yield Member("overrides.json", _json(_AUTOSAVE))
    yield Member("start-lab.sh", _START.encode())
    requirements = "".join(f"{line}\n" for line in lab.requirements)
    yield Member("requirements.txt", requirements.encode())
    for path, content in learner_files(lab):
        yield Member(f"labs/{path}", content)


def _manifest(lab: Lab) -> dict[str, object]:
    # Only Coursera's local simulator reads it.
    variables = [{"name": "WORKSPACE_TYPE", "value": "student"}]
    facts = {"name": lab.id, "httpPort": PORT, "mounts": [{"path": MOUNT}]}
    return {**facts, "environmentVars": variables}


def learner_files(lab: Lab) -> Iterator[tuple[str, bytes]]:
    """Yield path and content of what lies in the mounted folder, control files included."""
    yield from lab.files
    yield ".hidden", "".join(f"{name}\n" for name in HIDDEN).encode()
    fixed = [path for path, _ in lab.files if path != lab.notebook and path.endswith(".txt")]
    yield ".readonly", "".join(f"{name}\n" for name in fixed).encode()


def _json(value: object) -> bytes:
    return (json.dumps(value, indent=2, ensure_ascii=False) + "\n").encode()
