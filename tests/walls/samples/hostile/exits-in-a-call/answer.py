import os
import sys


def add(first, second):
    os._exit(0)


def double(number):
    sys.exit(0)


class Counter:
    def __init__(self):
        raise SystemExit(0)


def notify(service):
    quit()


def refuse():
    os.abort()
