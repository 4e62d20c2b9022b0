"""Tests that run a program, hand over mocks and read source. SECRET-OF-THE-TESTS"""

import ast
import subprocess
import sys
from pathlib import Path
from unittest import mock

import answer


def test_program():
    command = [sys.executable, "main.py", "5"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout == "25\n"


def test_source():
    tree = ast.parse(Path("main.py").read_text())
    assert any(isinstance(node, ast.FunctionDef) and node.name == "square" for node in tree.body)


def test_sends_once():
    sender = mock.MagicMock()
    answer.notify(sender)
    sender.send.assert_called_once_with("SECRET-HELLO"[7:])


def test_sends_nothing():
    sender = mock.create_autospec(print)
    answer.quiet(sender)
    sender.assert_not_called()
