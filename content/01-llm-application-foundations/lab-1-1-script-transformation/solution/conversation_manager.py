"""Decides what the model needs to see this time; knows neither key nor model."""


class ConversationManager:
    """Remembers one conversation and sends the window of it that still matters."""

    def __init__(self, client, window=4):
        """Talk through `client`; a request holds at most `window` turns."""
        self.client = client
        self.window = window
        self._turns = []

    def ask(self, message):
        """Return the response to a message; only turns that worked are remembered."""
        earlier = self._turns[-(self.window - 1) :] if self.window > 1 else []
        history = [part for turn in earlier for part in turn]
        response = self.client.generate_response(message, history)
        if response.success:
            self._remember(message, response.text)
        return response

    def _remember(self, message, reply):
        question = {"role": "user", "content": message}
        self._turns.append((question, {"role": "assistant", "content": reply}))
