"""Decides what follows a failed request; knows nothing of conversations."""

import time
from dataclasses import dataclass

from service import APIError, APITimeoutError, Completion, RateLimitError, ServiceUnavailableError


@dataclass(frozen=True)
class Policy:
    """How patient we are. attempts: tries in all; first_pause, longest_pause: seconds."""

    attempts: int = 4
    first_pause: float = 0.5
    longest_pause: float = 8.0


@dataclass(frozen=True)
class Outcome:
    """How a request ended: with a completion or with an error message, after some attempts."""

    completion: Completion | None = None
    error_message: str | None = None
    attempts: int = 1

    @property
    def success(self):
        """Return whether there is an answer."""
        return self.completion is not None


def is_worth_retrying(error):
    """Return whether the same request may work a little later."""
    return isinstance(error, (RateLimitError, APITimeoutError, ServiceUnavailableError))


def pause_after(error, failures, policy):
    """Return the seconds to wait after so many failures; the service's own wish comes first."""
    wish = getattr(error, "retry_after", None)
    if wish is not None:
        return wish
    return min(policy.longest_pause, policy.first_pause * 2 ** (failures - 1))


def call_with_retries(send, policy, sleep=time.sleep):
    """Call `send` until it returns, until it makes no sense, or until the attempts are used up."""
    for attempt in range(1, policy.attempts + 1):
        try:
            return Outcome(completion=send(), attempts=attempt)
        except APIError as error:
            if not is_worth_retrying(error) or attempt == policy.attempts:
                return Outcome(error_message=f"API error: {error}", attempts=attempt)
            sleep(pause_after(error, attempt, policy))
    return Outcome(error_message="API error: the policy allows no attempt", attempts=0)
