"""The interface, written for you: it runs as soon as your three modules fit together."""

import os
import sys

from ai_client import AIClient
from config import load_config
from conversation_manager import ConversationManager


def main(lines=None, environment=None):
    """Answer one question a line, until an empty one; then say what it took."""
    config = load_config(os.environ if environment is None else environment)
    client = AIClient(config)
    conversation = ConversationManager(client, config.window)
    for line in sys.stdin if lines is None else lines:
        if not line.strip():
            break
        response = conversation.ask(line.strip())
        print(response.text if response.success else f"Sorry. {response.error_message}")
    print(f"{client.calls} requests, {client.failures} failed, {client.tokens_used} tokens")


if __name__ == "__main__":
    main()
