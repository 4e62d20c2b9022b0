"""A solution that somebody planted in a public artefact is found, however it is wrapped."""

from __future__ import annotations

import base64
import bz2
import gzip
import hashlib
import html
import io
import json
import lzma
import marshal
import quopri
import re
import shutil
import struct
import tarfile
import urllib.parse
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from courses import run
from coursewright.compile.hints import hint_module
from coursewright.leaks.gate import LeakGate, report
from coursewright.model import items
from coursewright.model.secrets import Secret
from coursewright.model.source import Place
from coursewright.theme import strings

ROOT = Path(__file__).parents[2]
LINE = 'assert "café & <b>" not in answer(thermometer=21, scale="Kelvin")'
SECRET = Secret("lab", "lab/notebook.ipynb, cell 4", LINE, marked=True)
GATE = LeakGate.of([SECRET], [])


def _zip(*members: tuple[str, bytes], stored: bool = False) -> bytes:
    data = io.BytesIO()
    method = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
    with zipfile.ZipFile(data, "w", method) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return data.getvalue()


def _tar(name: str, content: bytes) -> bytes:
    data = io.BytesIO()
    with tarfile.open(fileobj=data, mode="w") as archive:
        info = tarfile.TarInfo(name)
        info.size = len(content)
        archive.addfile(info, io.BytesIO(content))
    return data.getvalue()


def _pdf(content: str) -> bytes:
    return b"%PDF-1.7\n1 0 obj\nstream\n" + zlib.compress(content.encode()) + b"\nendstream"


def _pdf_escaped(text: str) -> str:
    return re.sub(r"([()\\])", r"\\\1", text)


HINTING: items.Lab[Any] = items.Lab(
    id="lab",
    title="Lab",
    body=None,
    place=Place("lab/metadata.yml", 1, 1),
    folder="lab",
    notebook="notebook.ipynb",
    hints=(("part_1", (f"Try `{LINE}`.",)),),
)


def _coloured(line: str) -> str:
    """Return a page with the line as a highlighter leaves it, each word in an element."""
    words = (f'<span class="n">{html.escape(word)}</span>' for word in line.split(" "))
    return f"<html><body><pre>{' '.join(words)}</pre></body></html>"


def _formatted(line: str) -> str:
    """Return the line as a formatter leaves it where it is too long."""
    head, _, rest = line.partition("answer(")
    arguments = rest.removesuffix(")").replace(", ", ",\n    ")
    return f"{head}answer(\n    {arguments},\n)"


def _png(kind: bytes, content: bytes) -> bytes:
    """Return a picture of one grey pixel with a chunk of text."""
    pixel = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    chunks = (
        (b"IHDR", pixel),
        (kind, content),
        (b"IDAT", zlib.compress(b"\0\x7f")),
        (b"IEND", b""),
    )
    packed = (
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        for name, data in chunks
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(packed)


PLANTED: dict[str, Callable[[], bytes]] = {
    "as it is": lambda: LINE.encode(),
    "in the middle of a page": lambda: f"<p>see</p><pre>{LINE}</pre>".encode(),
    "escaped as HTML": lambda: f"<code>{html.escape(LINE)}</code>".encode(),
    "escaped as HTML twice": lambda: html.escape(html.escape(LINE)).encode(),
    "with numeric entities": lambda: "".join(f"&#{ord(c)};" for c in LINE).encode(),
    "with hexadecimal entities": lambda: "".join(f"&#x{ord(c):x};" for c in LINE).encode(),
    "in JSON": lambda: json.dumps({"source": [LINE]}).encode(),
    "in JSON without ASCII escapes": lambda: json.dumps(LINE, ensure_ascii=False).encode(),
    "in JSON in JSON": lambda: json.dumps(json.dumps([LINE])).encode(),
    "escaped as a URL": lambda: urllib.parse.quote(LINE).encode(),
    "in a query": lambda: f"https://example.org/?q={urllib.parse.quote_plus(LINE)}".encode(),
    "in base64": lambda: base64.b64encode(LINE.encode()),
    "in wrapped base64": lambda: base64.encodebytes(b"x" * 99 + LINE.encode() + b"y" * 99),
    "in URL-safe base64": lambda: base64.urlsafe_b64encode(b"??>" + LINE.encode()),
    "in a data URL": lambda: b"data:text/plain;base64," + base64.b64encode(LINE.encode()),
    "with other white space": lambda: LINE.replace(" ", "\n\t  ").encode(),
    "indented": lambda: f"        {LINE}   ".encode(),
    "in UTF-16": lambda: LINE.encode("utf-16"),
    "in a zip": lambda: _zip(("a.txt", LINE.encode())),
    "in a zip in a zip": lambda: _zip(("b.zip", _zip(("a.txt", LINE.encode())))),
    "in a stored member": lambda: _zip(("a.txt", LINE.encode()), stored=True),
    "in a docx": lambda: _zip(("word/document.xml", f"<w:t>{html.escape(LINE)}</w:t>".encode())),
    "after eight megabytes": lambda: b"\n" * ((8 << 20) - 20) + LINE.encode(),
    "gzipped": lambda: gzip.compress(LINE.encode()),
    "in coloured code": lambda: _coloured(LINE).encode(),
    "in coloured code in XML": lambda: f"<text>{html.escape(_coloured(LINE))}</text>".encode(),
    "in UTF-16 without a mark": lambda: LINE.encode("utf-16-le"),
    "as the name of a member": lambda: _zip((LINE.replace("/", "-"), b"")),
    "in bzip2": lambda: bz2.compress(LINE.encode()),
    "in xz": lambda: lzma.compress(LINE.encode()),
    "in lzma": lambda: lzma.compress(LINE.encode(), lzma.FORMAT_ALONE),
    "in the second member of a gzip": lambda: gzip.compress(b"x") + gzip.compress(LINE.encode()),
    "far into a gzip": lambda: gzip.compress(b"\n" * (20 << 20) + LINE.encode()),
    "in a gzip that is cut off": lambda: gzip.compress(LINE.encode() + bytes(999))[:-9],
    "in a tar": lambda: _tar("a.txt", LINE.encode()),
    "in a tar.gz": lambda: gzip.compress(_tar("a.txt", LINE.encode())),
    "in a zip in a tar.xz in a zip": lambda: _zip(
        ("b.tar.xz", lzma.compress(_tar("c.zip", _zip(("a.txt", LINE.encode())))))
    ),
    "as the name of a file in a tar": lambda: _tar(LINE.replace("/", "-")[:90], b""),
    "in a zip in base64": lambda: base64.b64encode(_zip(("a.txt", LINE.encode()))),
    "in a gzip in base64 in JSON": lambda: json.dumps(
        {"data": base64.encodebytes(gzip.compress(LINE.encode())).decode()}
    ).encode(),
    "in an object of Git in a zip": lambda: _zip(
        ("0f", zlib.compress(b"blob\0" + LINE.encode(), 1))
    ),
    "in a zip behind a line of a shell": lambda: (
        b"#!/usr/bin/env python3\n" + _zip(("a.txt", LINE.encode()))
    ),
    "with other quotes": lambda: LINE.replace('"', "'").encode(),
    "with typographic quotes": lambda: re.sub('"(.*?)"', "\u201c\\1\u201d", LINE).encode(),
    "in a stream of a PDF": lambda: _pdf(f"BT ({_pdf_escaped(LINE)}) Tj ET"),
    "in a PDF, a letter at a time": lambda: _pdf(
        f"BT [{'-20 '.join(f'({_pdf_escaped(letter)})' for letter in LINE)}] TJ ET"
    ),
    "in a PDF in hexadecimal": lambda: _pdf(f"BT <{LINE.encode().hex()}> Tj ET"),
    "in UTF-32": lambda: LINE.encode("utf-32"),
    "in UTF-32 without a mark": lambda: LINE.encode("utf-32-be"),
    "in quoted-printable": lambda: quopri.encodestring(b"x" * 40 + b" " + LINE.encode()),
    "in a mail in a zip": lambda: _zip(("a.eml", quopri.encodestring(LINE.encode(), True))),
    "with signs without width": lambda: "\u200b".join(LINE).encode(),
    "with signs without width in HTML": lambda: "&shy;".join(map(html.escape, LINE)).encode(),
    "wrapped by a formatter": lambda: _formatted(LINE).encode(),
    "in parentheses of a formatter": lambda: (
        LINE.replace("assert ", "assert (\n    ") + "\n)"
    ).encode(),
    "in a compressed text of a picture": lambda: _png(
        b"zTXt", b"Comment\0\0" + zlib.compress(LINE.encode())
    ),
    "in an international text of a picture": lambda: _png(
        b"iTXt", b"Comment\0\1\0en\0Kommentar\0" + zlib.compress(LINE.encode())
    ),
    "in a text of a picture as it is": lambda: _png(
        b"iTXt", b"Comment\0\0\0en\0Kommentar\0" + LINE.encode()
    ),
    "in a docstring of compiled Python": lambda: marshal.dumps(
        compile(f"def f():\n    {LINE!r}\n", "a.py", "exec")
    ),
    "in the hints of a lab": lambda: hint_module(HINTING, strings("en")).replace("\r", "").encode(),
    "in the hints of a lab in a page": lambda: json.dumps(
        hint_module(HINTING, strings("en"))
    ).encode(),
}


@pytest.mark.parametrize("way", PLANTED)
def test_a_planted_leak_is_found(tmp_path: Path, way: str) -> None:
    artefact = tmp_path / "package.zip"
    artefact.write_bytes(PLANTED[way]())
    (found,) = report(GATE.scan(artefact, "package.zip"))
    assert found.rule == "no-solution-in-package"
    assert found.path == "package.zip"
    assert "lab/notebook.ipynb, cell 4" in found.message
    assert LINE not in found.message


def test_media_are_searched_for_plain_text_only(tmp_path: Path) -> None:
    picture = b"\x89PNG" + LINE.encode() + bytes(range(256))
    (tmp_path / "a.png").write_bytes(picture)
    (tmp_path / "b.png").write_bytes(b"\x89PNG" + base64.b64encode(LINE.encode()))
    known = [
        hashlib.sha256((tmp_path / name).read_bytes()).hexdigest() for name in ("a.png", "b.png")
    ]
    gate = LeakGate.of([SECRET], [], known)
    assert [leak.path for leak in gate.scan(tmp_path, "site")] == ["site/a.png"]


def test_packed_texts_of_published_pictures_are_read(tmp_path: Path) -> None:
    picture = _png(b"zTXt", b"Comment\0\0" + zlib.compress(LINE.encode()))
    (tmp_path / "a.png").write_bytes(picture)
    gate = LeakGate.of([SECRET], [], [hashlib.sha256(picture).hexdigest()])
    assert [leak.path for leak in gate.scan(tmp_path, "site")] == ["site/a.png"]


@pytest.mark.parametrize(
    ("line", "published"),
    [
        ("answer(thermometer=21, scale=1)", "answer(\n    thermometer=21,\n    scale=1,\n)"),
        ('    scale_of_answer="Kelvin",', 'answer(thermometer=21, scale_of_answer="Kelvin")'),
        ("return first_value + second_value", "return (\n    first_value\n    + second_value\n)"),
        ("total = first_value + other_value", "total = (\n    first_value + other_value\n)"),
        ("if first_value and other_value:", "if (\n    first_value\n    and other_value\n):"),
    ],
)  # fmt: skip
def test_what_a_formatter_wraps_or_unwraps_is_found(
    tmp_path: Path, line: str, published: str
) -> None:
    gate = LeakGate.of([Secret("lab", "lab/notebook.ipynb, cell 4", line, marked=True)], [])
    (tmp_path / "a.py").write_text(published)
    assert list(gate.scan(tmp_path, "site"))


def test_archives_that_cannot_be_unpacked_are_read_as_they_are(tmp_path: Path) -> None:
    whole = _zip(("a.txt", LINE.encode()), stored=True)
    (tmp_path / "cut.zip").write_bytes(whole[:-30])
    (tmp_path / "empty.zip").write_bytes(b"PK\x03\x04")
    (tmp_path / "wrong.zip").write_bytes(whole.replace(b"assert", b"Assert"))
    assert [leak.path for leak in GATE.scan(tmp_path, "site")] == ["site/cut.zip"]


def test_a_short_hidden_test_is_looked_for(tmp_path: Path) -> None:
    gate = LeakGate.of(
        [Secret("lab", "lab/a.ipynb, cell 2", "assert f(30) == 900", marked=True)], []
    )
    (tmp_path / "page.html").write_text("<p>assert f(30) == 900</p>")
    assert list(gate.scan(tmp_path, "site"))


def test_a_leak_in_many_places_is_one_diagnostic_that_names_them(tmp_path: Path) -> None:
    for name in ("one.html", "two.html"):
        (tmp_path / name).write_text(LINE)
    (found,) = report(GATE.scan(tmp_path, "site"))
    assert found.path == "site/one.html"
    assert "site/two.html" in found.message


@pytest.mark.parametrize("line", ["x = 1", "return None", "import os", "else:", "# a", '"""', "}"])
def test_what_any_program_holds_tells_nothing(tmp_path: Path, line: str) -> None:
    gate = LeakGate.of([Secret("lab", "lab/notebook.ipynb, cell 4", line, marked=True)], [])
    (tmp_path / "page.html").write_text(line)
    assert list(gate.scan(tmp_path, "site")) == []


def test_a_line_of_an_instructors_file_may_be_given_in_the_lab_but_a_marked_line_may_not() -> None:
    given = Secret("lab", "lab/solution/a.py:1", LINE)
    assert LeakGate.of([given], [LINE]).needles == {}
    assert LeakGate.of([SECRET], [LINE]).needles


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """Return a folder with the sample course in `content/`."""
    shutil.copytree(ROOT / "content", tmp_path / "content")
    return tmp_path


def test_the_sample_course_has_secrets_and_leaks_none(course: Path) -> None:
    done = run("build", "all", cwd=course)
    assert done.returncode == 0, done.stderr


_MARKED = "\n### BEGIN SOLUTION\nanswer_of_the_chapter = 42\n### END SOLUTION\n"


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("03-from-script-to-application.md", "\n\nPsst: `{}`\n"),
        ("lab-1-1-script-transformation/starter_code/service.py", "\n# {}\n"),
        ("anatomy.en.vtt", "\n\n00:02:03.100 --> 00:02:03.900\n{}\n"),
        ("10-ask-and-answer.discussion.md", "\n\n    {}\n"),
        ("parts.svg", "<!-- {} -->"),
        ("anatomy.png", "{}"),
        ("lab-1-1-script-transformation/starter_code/chat.py", _MARKED),
    ],
)
def test_a_build_with_a_leak_fails_and_replaces_nothing(course: Path, file: str, text: str) -> None:
    assert run("build", "all", cwd=course).returncode == 0
    before = (course / "dist" / "SHA256SUMS").read_bytes()
    path = course / "content" / "01-llm-application-foundations" / file
    hidden = 'assert config.load_config({"CHAT_API_KEY": "k", "CHAT_MODEL": "large"}).model'
    path.write_bytes(path.read_bytes() + text.format(hidden + ' == "large"').encode())
    done = run("build", "all", cwd=course)
    assert done.returncode == 1
    assert "error[no-solution-in-package]" in done.stderr
    assert "cell 7" in done.stderr or "chat.py" in done.stderr
    assert (course / "dist" / "SHA256SUMS").read_bytes() == before


def test_what_may_stand_in_one_package_is_found_in_another(tmp_path: Path) -> None:
    spared = Secret("quiz", "quiz.yaml", LINE, marked=True, spared=("blackboard/",))
    gate = LeakGate.of([spared], [])
    (tmp_path / "page.html").write_text(LINE)
    assert not list(gate.scan(tmp_path / "page.html", "blackboard/page.html"))
    assert list(gate.scan(tmp_path / "page.html", "site/page.html"))


def test_a_file_that_only_looks_like_a_tape_is_read_as_it_is(tmp_path: Path) -> None:
    text = f"{'x' * 257}ustar\n{LINE}\n"
    (tmp_path / "notes.txt").write_text(text)
    assert list(GATE.scan(tmp_path / "notes.txt", "site/notes.txt"))


@pytest.mark.parametrize("member", [False, True])
def test_comments_of_archives_are_read(tmp_path: Path, member: bool) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        info = zipfile.ZipInfo("a.txt")
        if member:
            info.comment = LINE.encode()
        else:
            archive.comment = LINE.encode()
        archive.writestr(info, b"nothing")
    assert list(GATE.scan(tmp_path / "a.zip", "canvas/a.zip"))


def test_a_signature_that_starter_code_gives_is_no_leak(tmp_path: Path) -> None:
    signature = Secret("lab", "lab.ipynb, cell 2", "def square_of(number):", marked=True)
    body = Secret("lab", "lab.ipynb, cell 2", "return number * number", marked=True)
    starter = "def square_of(number): ...  # yours\nreturn number * number\n"
    (tmp_path / "starter.py").write_text(starter)
    found = list(LeakGate.of([signature, body], [starter]).scan(tmp_path, "site"))
    assert [leak.secret for leak in found] == [body]
    assert list(LeakGate.of([signature], []).scan(tmp_path, "site"))


def test_what_is_searched_by_itself_is_passed_over(tmp_path: Path) -> None:
    members = (("inner.zip", "1" * 64), ("picture.png", "2" * 64), ("page.html", "3" * 64))
    elsewhere, known = {"1" * 64}, {"2" * 64}
    assert LeakGate.of([], [], known).settled(members, elsewhere) == {"inner.zip", "picture.png"}
    assert LeakGate.of([SECRET], [], known).settled(members, elsewhere) == {"inner.zip"}
    searched = LeakGate.of([SECRET], [])
    (tmp_path / "page.html").write_bytes(b"clean")
    assert not list(searched.scan(tmp_path / "page.html", "page.html"))
    clean = ("again.html", hashlib.sha256(b"clean").hexdigest())
    assert searched.settled((clean, *members), ()) == {"again.html"}
    package = tmp_path / "a.zip"
    package.write_bytes(_zip(("inner.zip", LINE.encode()), ("page.html", LINE.encode())))
    found = GATE.scan(package, "a.zip", GATE.settled(members, elsewhere))
    assert [leak.member for leak in found] == ["page.html"]
