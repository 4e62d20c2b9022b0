"""One conversation from the first question to the bill."""

import time

from memory import fit_into_budget
from retries import Policy, call_with_retries
from service import PRICES


class Session:
    """Asks, remembers what was answered, and knows what it cost so far."""

    def __init__(self, service, api_key, model="small", budget=200, policy=None, sleep=time.sleep):
        """Talk to `service`; a request holds at most `budget` tokens where that is possible."""
        self.service = service
        self.api_key = api_key
        self.model = model
        self.budget = budget
        self.policy = Policy() if policy is None else policy
        self.sleep = sleep
        self.system = "Answer briefly."
        self.cost = 0.0
        self._turns = []

    def ask(self, question):
        """Return the outcome of a question; a turn that failed is not remembered."""
        messages = fit_into_budget(self.system, self._turns, question, self.budget)
        outcome = call_with_retries(lambda: self._send(messages), self.policy, self.sleep)
        if outcome.success:
            self._account(outcome.completion.usage)
            reply = {"role": "assistant", "content": outcome.completion.text}
            self._turns.append((messages[-1], reply))
        return outcome

    def _send(self, messages):
        return self.service.complete(self.api_key, self.model, messages)

    def _account(self, usage):
        price_in, price_out = PRICES[self.model]
        paid = usage.prompt_tokens * price_in + usage.completion_tokens * price_out
        self.cost += paid / 1_000_000
