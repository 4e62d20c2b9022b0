import os
import time

CHUNK = bytes(3 << 20)


def fill():
    files = []
    for _ in range(200):
        files.append(os.memfd_create("x"))
        os.write(files[-1], CHUNK)
    time.sleep(0.5)
    raise LookupError(f"held {len(files) * 3} MiB")


def add(first, second):
    fill()


double = notify = refuse = Counter = add
