"""Decides what the model needs to see, within a budget of tokens; sends nothing."""

from service import count_message_tokens


def fit_into_budget(system, turns, question, budget):
    """Return the messages of a request: the system text, the newest turns that fit, the question.

    turns: pairs of a user's and an assistant's message, oldest first. budget: tokens.
    """
    first = {"role": "system", "content": system}
    last = {"role": "user", "content": question}
    kept = []
    for turn in reversed(turns):
        longer = [*turn, *kept]
        if count_message_tokens([first, *longer, last]) > budget:
            break
        kept = longer
    return [first, *kept, last]
