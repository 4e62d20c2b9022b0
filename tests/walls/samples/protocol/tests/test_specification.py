"""The example of the specification, word for word."""

import ast
import os

import pytest
from student_solution import *


class TestCodeOrganization:
    def test_module_separation(self):
        """Verify student separated code into appropriate modules."""
        required_modules = ["config.py", "ai_client.py"]
        for module in required_modules:
            assert os.path.exists(module), f"Missing required module: {module}"

    def test_names(self):
        with open("config.py") as f:
            config_ast = ast.parse(f.read())
        names = [node.name for node in ast.walk(config_ast) if isinstance(node, ast.FunctionDef)]
        assert "load_config" in names


class TestErrorHandling:
    def test_api_error_handling(self):
        """Verify API errors are handled gracefully."""
        client = AIClient(test_config_invalid_key)
        response = client.generate_response("test message")
        assert not response.success
        assert response.error_message is not None
        assert "api" in response.error_message.lower()

    def test_the_fixture_is_asked_for(self, test_config_invalid_key):
        assert test_config_invalid_key.key == "invalid"


def test_the_notebook_is_part_of_it():
    assert from_the_notebook(2) == 4


def test_nothing_else_was_imported():
    assert pytest.__name__ == "pytest"
