"""Sends one request and answers for its failures; knows nothing of conversations."""

from dataclasses import dataclass

from service import APIError, StandIn


@dataclass(frozen=True)
class Response:
    """What came back: a text, or the reason why there is none."""

    text: str = ""
    error_message: str | None = None
    tokens: int = 0

    @property
    def success(self):
        """Return whether there is a text to show."""
        return self.error_message is None


class AIClient:
    """Talks to the model with the settings of one run, and keeps count."""

    def __init__(self, config, service=None):
        """Keep the settings and start counting; tests may replace the service."""
        self.config = config
        self.service = StandIn() if service is None else service
        self.calls = 0
        self.failures = 0
        self.tokens_used = 0

    def generate_response(self, message, history=()):
        """Return the reply to the message; a failure is a value, never an exception."""
        self.calls += 1
        messages = [*history, {"role": "user", "content": message}]
        try:
            completion = self.service.complete(
                self.config.api_key, self.config.model, messages, self.config.timeout
            )
        except APIError as error:
            self.failures += 1
            return Response(error_message=f"API error: {error}")
        self.tokens_used += completion.usage.total_tokens
        return Response(completion.text, tokens=completion.usage.total_tokens)
