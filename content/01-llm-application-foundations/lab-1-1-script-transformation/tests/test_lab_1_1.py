"""The hidden tests of lab 1.1, run in the folder that holds the learner's modules."""

import ast
import importlib
from pathlib import Path

import pytest
import service

REQUIRED = ("config.py", "ai_client.py", "conversation_manager.py")


def module(name):
    """Return a module of the learner's, or fail with its name."""
    if not Path(f"{name}.py").exists():
        pytest.fail(f"Missing required module: {name}.py")
    return importlib.import_module(name)


class TestCodeOrganization:
    """One responsibility a module."""

    @pytest.mark.parametrize("name", REQUIRED)
    def test_module_exists(self, name):
        assert Path(name).exists(), f"Missing required module: {name}"

    def test_config_is_about_configuration(self):
        tree = ast.parse(Path("config.py").read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("__"):
                about = node.name.lower()
                assert "config" in about or "load" in about, f"{node.name} is no configuration"

    def test_imports_point_one_way(self):
        tree = ast.parse(Path("ai_client.py").read_text(encoding="utf-8"))
        imported = {
            alias.name
            for node in ast.walk(tree)
            if isinstance(node, ast.Import)
            for alias in node.names
        } | {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
        assert not imported & {"conversation_manager", "main"}

    def test_no_key_in_the_code(self):
        for name in REQUIRED:
            assert "demo-key" not in Path(name).read_text(encoding="utf-8"), f"a key is in {name}"


class TestErrorHandling:
    """A failure is an answer too."""

    def test_wrong_key_is_reported(self):
        config = module("config").Config(api_key="nobody-knows-it")
        response = (
            module("ai_client")
            .AIClient(config)
            .generate_response([{"role": "user", "content": "test message"}])
        )
        assert not response.success
        assert response.error_message is not None
        assert "api" in response.error_message.lower()

    def test_gives_up_after_the_last_attempt(self):
        tried, waited = [], []

        def busy(*arguments):
            tried.append(arguments)
            raise service.RateLimited("slow down")

        config = module("config").Config(api_key="demo-key", max_attempts=4)
        client = module("ai_client").AIClient(config, complete=busy, sleep=waited.append)
        assert not client.generate_response([{"role": "user", "content": "hello"}]).success
        assert len(tried) == 4
        assert waited == sorted(waited)
