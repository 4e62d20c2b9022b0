"""How people reach the application: one question a line, until an empty one."""

import sys

from ai_client import AIClient
from config import load_config
from conversation_manager import ConversationManager


def main():
    """Answer every line of the input."""
    config = load_config()
    conversation = ConversationManager(AIClient(config), config.window)
    for line in sys.stdin:
        if not line.strip():
            break
        response = conversation.ask(line.strip())
        print(response.text if response.success else f"Sorry: {response.error_message}")


if __name__ == "__main__":
    main()
