"""Sends one request and answers for its failures; knows nothing of conversations."""

import time
from dataclasses import dataclass

import service


@dataclass(frozen=True)
class Response:
    """What came back: a text, or the reason why there is none."""

    text: str = ""
    error_message: str = ""

    @property
    def success(self):
        """Return whether there is a text."""
        return not self.error_message


class AIClient:
    """A client with the settings of one run."""

    def __init__(self, config, complete=service.complete, sleep=time.sleep):
        """Send through `complete` and wait by `sleep`, which tests may replace."""
        self._config = config
        self._complete = complete
        self._sleep = sleep

    def generate_response(self, messages):
        """Return the answer to the messages; a failure is a value, never an exception."""
        for attempt in range(self._config.max_attempts):
            if attempt:
                self._sleep(self._config.first_pause * 2 ** (attempt - 1))
            try:
                answer = self._complete(self._config.api_key, self._config.model, messages)
            except service.RateLimited:
                continue
            except service.ServiceError as fault:
                return Response(error_message=f"API error {fault.status}: {fault}")
            return Response(text=answer)
        return Response(error_message="API error 429: too many requests, try again later")
