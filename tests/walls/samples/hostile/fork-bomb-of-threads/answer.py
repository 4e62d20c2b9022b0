import threading
import time

while True:
    try:
        threading.Thread(target=time.sleep, args=(60,), daemon=True).start()
    except RuntimeError:
        break


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
