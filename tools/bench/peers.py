"""The same lessons as input of MkDocs and PreTeXt, which run in an environment of their own."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path

from lxml import etree

__all__ = ["RUNNERS", "SITES", "VERSIONS", "install", "mkdocs_project", "pretext_project"]

VERSIONS = ("MkDocs 1.6.1", "PreTeXt 2.56.1", "nbconvert 7.17.2", "nbmake 1.5.5")
SITES = ("mkdocs==1.6.1", "pretext==2.56.1", "pygments")
# The kernel is the one that ours has, so that only the ways to run it differ.
RUNNERS = (
    *(f"{name}=={version(name)}" for name in ("ipykernel", "ipython", "jupyter-client")),
    *("nbconvert==7.17.2", "nbmake==1.5.5", "pytest-xdist==3.8.0"),
)
_ID = "{http://www.w3.org/XML/1998/namespace}id"


def install(folder: Path, packages: Sequence[str]) -> Path:
    """Return the `bin` folder of an environment with the packages, made when it is not there."""
    binaries = folder / "bin"
    if not binaries.exists():
        subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
        pip = [str(binaries / "python"), "-m", "pip", "install", "-q", *packages]
        subprocess.run(pip, check=True)
    return binaries


def mkdocs_project(corpus: Path, folder: Path) -> None:
    """Write a MkDocs project with the corpus's lessons and pictures."""
    docs = folder / "docs"
    docs.mkdir(parents=True)
    for file in sorted(corpus.rglob("*")):
        if file.suffix in (".md", ".png"):
            shutil.copy(file, docs)
    settings = "site_name: Corpus\nmarkdown_extensions: [codehilite, tables, fenced_code]\n"
    (folder / "mkdocs.yml").write_text(settings)


def pretext_project(corpus: Path, folder: Path) -> None:
    """Write a PreTeXt project whose one target is a SCORM package of the same lessons."""
    for name in ("source", "publication", "assets"):
        (folder / name).mkdir(parents=True)
    pretext = etree.Element("pretext")
    book = etree.SubElement(pretext, "book", {_ID: "corpus"})
    _text(book, "title", "Corpus")
    for lesson in sorted(corpus.rglob("*.md")):
        _chapter(book, lesson)
    for picture in corpus.rglob("*.png"):
        shutil.copy(picture, folder / "assets")
    _save(pretext, folder / "source" / "main.ptx")
    _save(_publication(), folder / "publication" / "publication.ptx")
    _save(_manifest(), folder / "project.ptx")


def _chapter(book: etree._Element, lesson: Path) -> None:
    chapter = etree.SubElement(book, "chapter", {_ID: f"c-{lesson.stem}"})
    blocks = re.split(r"\n\n+", lesson.read_text("utf-8"))
    section = chapter
    for block in blocks:
        if block.startswith("# "):
            _text(chapter, "title", block[2:])
        elif block.startswith("## "):
            section = etree.SubElement(chapter, "section")
            _text(section, "title", block[3:])
        else:
            _block(section, block.strip())


def _block(section: etree._Element, block: str) -> None:
    if block.startswith("```"):
        program = etree.SubElement(section, "program", {"language": "python"})
        _text(program, "code", "\n".join(block.splitlines()[1:-1]))
    elif block.startswith("$$"):
        _text(etree.SubElement(section, "p"), "me", block.strip("$"))
    elif block.startswith("|"):
        _table(section, block)
    elif match := re.match(r"!\[(.*)\]\((.*)\)", block):
        image = etree.SubElement(section, "image", {"source": match[2]})
        _text(image, "shortdescription", match[1])
    elif block:
        _text(section, "p", block)


def _table(section: etree._Element, block: str) -> None:
    tabular = etree.SubElement(section, "tabular")
    for line in block.splitlines():
        if "---" not in line:
            row = etree.SubElement(tabular, "row")
            for cell in line.strip("|").split("|"):
                _text(row, "cell", cell.strip())


def _publication() -> etree._Element:
    publication = etree.Element("publication")
    source = etree.SubElement(publication, "source")
    etree.SubElement(source, "directories", external="../assets", generated="../generated")
    common = etree.SubElement(publication, "common")
    etree.SubElement(common, "chunking", level="1")
    html = etree.SubElement(publication, "html")
    etree.SubElement(html, "platform", host="web")
    return publication


def _manifest() -> etree._Element:
    project = etree.Element("project", {"ptx-version": "2"})
    targets = etree.SubElement(project, "targets")
    target = etree.SubElement(targets, "target", name="scorm", format="html", compression="scorm")
    # Otherwise it asks a server for the newest scripts, and a build without network ends there.
    etree.SubElement(target, "stringparams", {"debug.rs.dev": "yes"})
    return project


def _text(parent: etree._Element, name: str, text: str) -> None:
    etree.SubElement(parent, name).text = text


def _save(root: etree._Element, path: Path) -> None:
    path.write_bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8"))
