"""The lab image and the grader image, built for real once and run without network."""

from __future__ import annotations

import json
import shutil
import zipfile
from pathlib import Path

import pytest
from image_building import Builder, debian_base, needed

from courses import ROOT, run

pytestmark = pytest.mark.image
LAB = "lab-1-1-script-transformation"
MODULE = "01-llm-application-foundations"
SERVE = """
/bin/sh /usr/local/bin/start-lab.sh > /tmp/log 2>&1 &
trap "kill $!" EXIT
for _ in $(seq 60); do
    curl --fail --silent http://127.0.0.1:8888/api && break || sleep 1
done
echo
curl --fail --silent http://127.0.0.1:8888/lab/api/settings/@jupyterlab/docmanager-extension:plugin
echo
curl --fail --silent http://127.0.0.1:8888/api/contents/
echo
[ -w notebook.ipynb ] && [ ! -w requirements.txt ] && id -u
"""
GRADE = "env -i partId=x userId=1 /bin/sh /grader/grade.sh"


@pytest.fixture(scope="module")
def builder(tmp_path_factory: pytest.TempPathFactory) -> Builder:
    """Return a builder with the lab image and the grader image of the sample course's lab."""
    needed()
    folder = tmp_path_factory.mktemp("images")
    shutil.copytree(ROOT / "content", folder / "content")
    done = run("build", "coursera", "private", "--no-execute", cwd=folder)
    assert done.returncode == 0, done.stderr
    with zipfile.ZipFile(next((folder / "dist/coursera").glob("*.zip"))) as bundle:
        bundle.extract(f"lab-images/{LAB}.zip", folder)
    archives = {
        "lab": folder / f"lab-images/{LAB}.zip",
        "grader": next((folder / "dist/private").glob(f"*-coursera-grader-{LAB}.zip")),
    }
    made = Builder(folder / "store")
    made.base(debian_base(folder / "debian"))
    for name, archive in archives.items():
        zipfile.ZipFile(archive).extractall(folder / name)
        made.build(folder / name, name)
    return made


def serves_the_lab_without_a_token(builder: Builder) -> None:
    """Start the lab image as the platform does, and ask its server."""
    lines = builder.run("lab", SERVE).splitlines()
    version, settings, contents, user = (line for line in lines if line)
    assert "version" in json.loads(version)
    assert json.loads(settings)["schema"]["properties"]["autosaveInterval"]["default"] == 120
    names = {each["name"] for each in json.loads(contents)["content"]}
    assert {"notebook.ipynb", "starter_code"} <= names
    assert user == "1000"


def says_what_the_platform_asks(builder: Builder) -> None:
    """Look at the port, health check and folder of the lab image."""
    about = json.loads(builder.inspect("lab"))["Docker"]["config"]
    assert about["ExposedPorts"] == {"8888/tcp": {}}
    assert about["Healthcheck"]["Test"][0] == "CMD"
    assert about["WorkingDir"] == "/home/jovyan/work"


def grades_without_network_and_rights(
    handed: str, score: float, builder: Builder, folder: Path
) -> None:
    """Hand a notebook in to the grader image, and read what it leaves in `/shared`."""
    notebook = folder / "shared/submission/notebook.ipynb"
    notebook.parent.mkdir(parents=True)
    notebook.write_text("{")
    if handed == "solution":
        shutil.copy(ROOT / "content" / MODULE / LAB / "notebook.ipynb", notebook)
    notebook.parent.parent.chmod(0o777)
    builder.run("grader", GRADE, shared=notebook.parent.parent)
    feedback = json.loads((folder / "shared/feedback.json").read_bytes())
    assert feedback["fractionalScore"] == score
    assert (folder / "shared/htmlFeedback.html").is_file()


def test_both_images_do_their_work(builder: Builder, tmp_path: Path) -> None:
    """One test, so that two workers do not build the images twice."""
    serves_the_lab_without_a_token(builder)
    says_what_the_platform_asks(builder)
    grades_without_network_and_rights("solution", 1, builder, tmp_path / "solution")
    grades_without_network_and_rights("malformed", 0, builder, tmp_path / "malformed")
