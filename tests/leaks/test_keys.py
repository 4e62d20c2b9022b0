"""Keys of services and private keys are found in every public artefact, and nothing like them is.

The keys are made here, so that none stands in the repository.
"""

from __future__ import annotations

import base64
import gzip
import html
import json
import random
import string
from pathlib import Path

import pytest

from coursewright.leaks.gate import LeakGate, report

GATE = LeakGate.of([], [])
_LETTERS = string.ascii_letters + string.digits


def _random(length: int, letters: str = _LETTERS) -> str:
    return "".join(random.Random(length).choices(letters, k=length))


KEYS = {
    "OpenAI": f"sk-proj-{_random(48)}",
    "Anthropic": f"sk-ant-api03-{_random(80)}",
    "AWS": f"AKIA{_random(16, string.ascii_uppercase + string.digits)}",
    "Google": f"AIza{_random(35)}",
    "GitHub": f"ghp_{_random(36)}",
    "GitLab": f"glpat-{_random(20)}",
    "Hugging Face": f"hf_{_random(34)}",
    "Slack": f"xoxb-{_random(40)}",
    "Stripe": f"sk_live_{_random(24)}",
    "named in Python": f'API_KEY = "{_random(40)}"',
    "named in JSON": f'{{"apiKey": "{_random(40)}"}}',
    "named in a notebook": json.dumps({"source": [f'api_key="{_random(40)}"\n']}),
    "named on a page": html.escape(f'SECRET_TOKEN: "{_random(40)}"'),
    "of an app of GitHub": f"ghs_{_random(36)}",
    "npm": f"npm_{_random(36)}",
    "PyPI": f"pypi-{_random(90)}",
    "private key": f"-----BEGIN RSA PRIVATE KEY-----\n{_random(64)}\n",
    "private key of OpenSSH": "-----BEGIN OPENSSH PRIVATE KEY-----\n",
}
HARMLESS = {
    "placeholder": 'OPENAI_API_KEY="sk-your-key-goes-right-here-please"',
    "crosses": "sk-" + "x" * 40,
    "words": 'api_key = "the-key-that-you-got-by-mail"',
    "CSS": "mask-image-linear-gradient-position-12345",
    "public key": "-----BEGIN PUBLIC KEY-----",
    "environment": 'api_key = os.environ["CHAT_API_KEY_1234567890123"]',
    "digest": f'"integrity": "sha512-{_random(86)}"',
}


@pytest.mark.parametrize("kind", KEYS)
@pytest.mark.parametrize("packed", [False, True])
def test_a_key_is_found(tmp_path: Path, kind: str, packed: bool) -> None:
    text = f"<p>{KEYS[kind]}</p>".encode()
    (tmp_path / "page").write_bytes(base64.b64encode(gzip.compress(text)) if packed else text)
    (found,) = report(GATE.scan(tmp_path, "site"))
    assert found.rule == "no-key-in-package"
    assert found.path == "site/page"
    assert KEYS[kind] not in found.message


@pytest.mark.parametrize("kind", HARMLESS)
def test_what_only_looks_like_a_key_is_none(tmp_path: Path, kind: str) -> None:
    (tmp_path / "page.html").write_text(HARMLESS[kind])
    assert list(GATE.scan(tmp_path, "site")) == []
