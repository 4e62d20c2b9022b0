"""What the course hands out."""


class ServiceError(Exception):
    def __init__(self, message, retry_after=None):
        super().__init__(message)
        self.retry_after = retry_after


class Service:
    def ask(self, question):
        return Reply(question.upper(), 3)


class Reply:
    def __init__(self, text, tokens):
        self.text = text
        self.tokens = tokens
