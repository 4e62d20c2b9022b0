def deep():
    made = []
    for _ in range(100_000):
        made = [made]
    return made


class Liar:
    value = property(lambda self: deep())

    def up(self):
        return deep()


def add(first, second):
    return deep()


def double(number):
    return deep()


def notify(service):
    return deep()


def refuse():
    return deep()


Counter = Liar
