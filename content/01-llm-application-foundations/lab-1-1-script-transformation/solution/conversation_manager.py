"""Decides what the model needs to see this time."""


class ConversationManager:
    """Remembers one conversation and sends the window of it that still matters."""

    def __init__(self, client, window=4):
        """Talk through `client`; keep the last `window` turns of each request."""
        self._client = client
        self._window = window
        self._turns = []

    def ask(self, message):
        """Return the response to a message; only turns that worked are remembered."""
        question = {"role": "user", "content": message}
        kept = [part for turn in self._turns[-(self._window - 1) :] for part in turn]
        response = self._client.generate_response([*kept, question])
        if response.success:
            reply = {"role": "assistant", "content": response.text}
            self._turns.append((question, reply))
        return response
