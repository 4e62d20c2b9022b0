"""A stand-in for a language model: it answers like the real service, errors included.

Nobody needs a key, a network or money to learn with it. `complete` answers from the messages that
it is sent and remembers nothing, as a real model does.
"""

KNOWN_KEYS = {"demo-key"}
WORDS_THAT_ARE_TOO_MANY = 400


class ServiceError(Exception):
    """Something went wrong on the way to the model. status: as in HTTP."""

    status = 500


class WrongKey(ServiceError):
    """Nobody knows the key (401). Another try changes nothing."""

    status = 401


class RateLimited(ServiceError):
    """Too many requests (429). Wait, then try again."""

    status = 429


class TooLong(ServiceError):
    """The messages hold more words than the model can read (400)."""

    status = 400


def complete(key, model, messages):
    """Return the model's answer to the messages, each with a `role` and a `content`."""
    if key not in KNOWN_KEYS:
        raise WrongKey("the key is not known")
    words = sum(len(message["content"].split()) for message in messages)
    if words > WORDS_THAT_ARE_TOO_MANY:
        raise TooLong(f"{words} words are more than {model} can read")
    questions = [message["content"] for message in messages if message["role"] == "user"]
    return f"You asked {len(questions)} questions. The last one was: {questions[-1]}"
