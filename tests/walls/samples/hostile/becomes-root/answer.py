import os


def loot():
    worked = []
    for change in (os.setuid, os.setgid, os.seteuid):
        try:
            change(0)
            worked.append("SECRET-" + change.__name__)
        except OSError:
            pass
    for path in ("/etc/evil", "/usr/evil", "/harness/evil", "/python/evil", "/evil"):
        try:
            open(path, "w").close()
            worked.append("SECRET-" + path)
        except OSError:
            pass
    return worked


def show(found):
    raise LookupError("loot: " + repr(found)[:900])


def add(first, second):
    show(loot())


def double(number):
    show(loot())


class Counter:
    def __init__(self):
        show(loot())


def notify(service):
    show(loot())
