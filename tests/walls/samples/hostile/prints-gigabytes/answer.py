line = 'x' * 1_000_000
for _ in range(2_000):
    print(line)


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
