"""The hidden tests of lab 1.2, run in the folder that holds the learner's modules."""

import ast
import importlib
from pathlib import Path

import pytest
import service

REQUIRED = ("retries.py", "memory.py", "session.py")


def module(name):
    """Return a module of the learner's, or fail with its name."""
    if not Path(f"{name}.py").exists():
        pytest.fail(f"Missing required module: {name}.py")
    return importlib.import_module(name)


def session(api, **settings):
    """Return a session that never really waits."""
    return module("session").Session(api, "demo-key", sleep=api.clock.sleep, **settings)


@pytest.mark.parametrize("name", REQUIRED)
def test_no_module_hides_mistakes(name):
    assert Path(name).exists(), f"Missing required module: {name}"
    tree = ast.parse(Path(name).read_text(encoding="utf-8"))
    parts = [node for node in tree.body if isinstance(node, (ast.ClassDef, ast.FunctionDef))]
    assert parts, f"{name} defines nothing yet"
    for handler in (node for node in ast.walk(tree) if isinstance(node, ast.ExceptHandler)):
        assert handler.type is not None, f"a bare except stands in {name}"
        assert ast.unparse(handler.type) not in {"Exception", "BaseException"}


class TestErrors:
    """Patience where it helps, and nowhere else."""

    @pytest.mark.parametrize("fault", ["rate-limit", "timeout", "unavailable"])
    def test_a_fault_that_passes_is_not_seen(self, fault):
        outcome = session(service.StandIn(faults=[fault])).ask("hello")
        assert outcome.success
        assert outcome.attempts == 2

    def test_a_wrong_key_is_tried_once(self):
        api = service.StandIn()
        outcome = module("session").Session(api, "nobody-knows-it").ask("hello")
        assert not outcome.success
        assert "api" in outcome.error_message.lower()
        assert len(api.received) == 1

    def test_it_waits_as_long_as_the_service_asks(self):
        api = service.StandIn(requests_per_minute=1)
        talk = session(api)
        assert talk.ask("one").success
        assert talk.ask("two").success
        assert api.clock.now == 60

    def test_it_gives_up(self):
        api = service.StandIn(faults=["unavailable"] * 20)
        assert not session(api).ask("hello").success
        assert len(api.received) == module("retries").Policy().attempts


class TestConversation:
    """Remembers what matters, within the budget."""

    def test_no_request_is_over_the_budget(self):
        api = service.StandIn()
        talk = session(api, budget=90)
        for number in range(20):
            assert talk.ask(f"This is question number {number}.").success
        assert max(service.count_message_tokens(sent) for sent in api.received) <= 90

    def test_the_bill_is_the_sum_of_its_requests(self):
        talk = session(service.StandIn())
        used = [talk.ask(text).completion.usage for text in ("What is a token?", "And cost?")]
        paid = sum(u.prompt_tokens * 0.5 + u.completion_tokens * 1.5 for u in used)
        assert talk.cost == pytest.approx(paid / 1_000_000)
