import time

from config import Config
from service import ServiceError


class Response:
    def __init__(self, text="", error_message=None):
        self.text = text
        self.error_message = error_message

    @property
    def success(self):
        return self.error_message is None


class AIClient:
    def __init__(self, config, service=None):
        self.config = config
        self.service = service
        self.calls = 0

    def __len__(self):
        return self.calls

    def __enter__(self):
        self.open = True
        return self

    def __exit__(self, *details):
        self.open = False

    def generate_response(self, message):
        self.calls += 1
        try:
            if self.config.key == "invalid":
                raise ServiceError("no such key")
            reply = self.service.ask(message)
        except ServiceError as error:
            if error.retry_after:
                time.sleep(error.retry_after)
            return Response(error_message=f"API error: {error}")
        return Response(f"{reply.text} {reply.tokens}")


__all__ = ["AIClient", "Config", "Response"]
