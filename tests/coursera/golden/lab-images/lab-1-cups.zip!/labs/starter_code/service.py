"""A stand-in for the API of a language model. It needs no key of yours, no network, no money.

It behaves as such an API does: it wants a key, counts tokens, remembers nothing between two
requests, and fails. Nothing in it is random: the same requests bring the same answers and errors.
"""

import re
from collections import deque
from dataclasses import dataclass

KNOWN_KEYS = frozenset({"demo-key"})
CONTEXT = {"small": 400, "large": 4000}  # tokens that a model can read in one request
PRICES = {"small": (0.5, 1.5), "large": (3.0, 15.0)}  # dollars per million tokens, in and out
ROLES = ("system", "user", "assistant")

_FACTS = {
    "token": "A token is a piece of text, often shorter than a word. Models read and bill tokens.",
    "window": "A window is the part of a conversation that is sent again with the next question.",
    "backoff": "Backoff means to wait longer after each failure before you try again.",
    "cost": "What a request costs depends on the tokens that go in and the tokens that come out.",
}
_NAME = re.compile(r"\bmy name is (\w+)", re.IGNORECASE)


class APIError(Exception):
    """Something went wrong on the way to an answer. status: as in HTTP, None without a reply."""

    status = None


class BadRequestError(APIError):
    """The request makes no sense, or is longer than the model can read (400)."""

    status = 400


class AuthenticationError(APIError):
    """Nobody knows the key (401)."""

    status = 401


class RateLimitError(APIError):
    """Too many requests (429). retry_after: seconds that the service asks you to wait, or None."""

    status = 429

    def __init__(self, message, retry_after=None):
        super().__init__(message)
        self.retry_after = retry_after


class ServiceUnavailableError(APIError):
    """The service has trouble of its own (503)."""

    status = 503


class APITimeoutError(APIError):
    """Nothing came back in time."""


@dataclass(frozen=True, slots=True)
class Usage:
    """What a request used, in tokens."""

    prompt_tokens: int
    completion_tokens: int

    @property
    def total_tokens(self):
        """Return the tokens that are paid for."""
        return self.prompt_tokens + self.completion_tokens


@dataclass(frozen=True, slots=True)
class Completion:
    """An answer. finish_reason: `stop`, as the answers of a stand-in are always whole."""

    text: str
    model: str
    usage: Usage
    finish_reason: str = "stop"


class Clock:
    """Time that moves only when somebody sleeps, so that no lesson keeps you waiting."""

    def __init__(self):
        self.now = 0.0

    def sleep(self, seconds):
        """Let the seconds pass at once."""
        self.now += seconds


class StandIn:
    """The service. Make one, then call `complete` as often as you like.

    faults: what happens to the next requests, each `ok`, `rate-limit`, `timeout` or `unavailable`;
    after the last one all is well. requests_per_minute: how many are answered in a minute of the
    clock, all of them when None.
    """

    def __init__(self, faults=(), requests_per_minute=None, clock=None):
        self.clock = clock or Clock()
        self.received = []
        self._faults = deque(faults)
        self._limit = requests_per_minute
        self._answered = []

    def complete(self, api_key, model, messages, timeout=10.0):
        """Return the answer to the messages, each a dictionary with `role` and `content`.

        timeout: seconds that you are willing to wait. Raises an `APIError` when there is no answer.
        """
        self.received.append([dict(message) for message in messages])
        if api_key not in KNOWN_KEYS:
            raise AuthenticationError("the API key is not known")
        prompt_tokens = self._read(model, messages)
        self._stay_below_the_limit()
        self._fail_as_planned(timeout)
        text = _answer(messages)
        return Completion(text, model, Usage(prompt_tokens, count_tokens(text)))

    def _read(self, model, messages):
        if model not in CONTEXT:
            raise BadRequestError(f"there is no model {model!r}")
        if not any(message["role"] == "user" for message in messages):
            raise BadRequestError("there is no message from a user")
        if unknown := [m["role"] for m in messages if m["role"] not in ROLES]:
            raise BadRequestError(f"there is no role {unknown[0]!r}")
        tokens = count_message_tokens(messages)
        if tokens > CONTEXT[model]:
            raise BadRequestError(f"{tokens} tokens are more than {model!r} can read")
        return tokens

    def _stay_below_the_limit(self):
        now = self.clock.now
        self._answered = [time for time in self._answered if now - time < 60]
        if self._limit is not None and len(self._answered) >= self._limit:
            wait = 60 - (now - self._answered[0])
            raise RateLimitError(f"too many requests, wait {wait:g} seconds", retry_after=wait)
        self._answered.append(now)

    def _fail_as_planned(self, timeout):
        fault = self._faults.popleft() if self._faults else "ok"
        if fault == "rate-limit":
            raise RateLimitError("too many requests, try again later")
        if fault == "unavailable":
            raise ServiceUnavailableError("the service is overloaded")
        if fault == "timeout":
            self.clock.sleep(timeout)
            raise APITimeoutError(f"no answer within {timeout:g} seconds")


def count_tokens(text):
    """Return how many tokens a text has: pieces of up to six letters, and each sign."""
    return len(re.findall(r"\w{1,6}|[^\w\s]", text))


def count_message_tokens(messages):
    """Return the tokens of a request: those of each text, and four around each message."""
    return sum(4 + count_tokens(message["content"]) for message in messages)


def _answer(messages):
    said = [message["content"] for message in messages if message["role"] == "user"]
    last, names = said[-1], [match[1] for text in said for match in _NAME.finditer(text)]
    if "my name" in last.lower() and last.endswith("?"):
        return f"Your name is {names[-1]}." if names else "You have not told me your name."
    if _NAME.search(last):
        return f"Hello {names[-1]}, nice to meet you."
    for word, fact in _FACTS.items():
        if word in last.lower():
            return fact
    many = "1 message" if len(messages) == 1 else f"{len(messages)} messages"
    return f"I have read {many}. The last one says: {last}"
