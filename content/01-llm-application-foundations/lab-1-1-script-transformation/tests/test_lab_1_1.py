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


def written(name):
    """Return the syntax tree of a module of the learner's that defines something."""
    assert Path(name).exists(), f"Missing required module: {name}"
    tree = ast.parse(Path(name).read_text(encoding="utf-8"))
    parts = [node for node in tree.body if isinstance(node, (ast.ClassDef, ast.FunctionDef))]
    assert parts, f"{name} defines nothing yet"
    return tree


def imported(name):
    """Return the names of the modules that a file imports."""
    tree = written(name)
    whole = (node for node in ast.walk(tree) if isinstance(node, ast.Import))
    parts = (node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom))
    return {alias.name for node in whole for alias in node.names} | {node.module for node in parts}


class TestCodeOrganization:
    """One responsibility a module."""

    @pytest.mark.parametrize("name", REQUIRED)
    def test_module_separation(self, name):
        assert written(name)

    def test_single_responsibility(self):
        tree = written("config.py")
        functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
        assert functions, "config.py has no function that loads the settings"
        for node in functions:
            about = node.name.lower()
            assert "config" in about or "load" in about, f"{node.name} is no configuration"

    def test_imports_point_one_way(self):
        assert not imported("config.py") & {"ai_client", "conversation_manager", "main"}
        assert not imported("ai_client.py") & {"conversation_manager", "main"}
        assert "service" not in imported("conversation_manager.py")

    def test_no_key_in_the_code(self):
        for name in REQUIRED:
            assert "demo-key" not in ast.unparse(written(name)), f"a key is in {name}"


class TestErrorHandling:
    """A failure is an answer too."""

    def test_api_error_handling(self):
        config = module("config").Config(api_key="nobody-knows-it")
        response = module("ai_client").AIClient(config).generate_response("test message")
        assert not response.success
        assert response.error_message is not None
        assert "api" in response.error_message.lower()

    @pytest.mark.parametrize("fault", ["rate-limit", "timeout", "unavailable"])
    def test_every_fault_is_a_value_and_is_counted(self, fault):
        config = module("config").Config(api_key="demo-key")
        client = module("ai_client").AIClient(config, service.StandIn(faults=[fault]))
        assert not client.generate_response("test message").success
        assert client.generate_response("test message").success
        assert (client.calls, client.failures) == (2, 1)

    def test_a_lost_question_is_not_remembered(self):
        config = module("config").Config(api_key="demo-key")
        api = service.StandIn(faults=["timeout"])
        client = module("ai_client").AIClient(config, api)
        talk = module("conversation_manager").ConversationManager(client)
        talk.ask("lost")
        talk.ask("kept")
        assert [message["content"] for message in api.received[-1]] == ["kept"]
