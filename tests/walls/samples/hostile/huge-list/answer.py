class Liar:
    value = [[]] * 3_000_000

    def up(self):
        return self.value


def add(first, second):
    return [[]] * 3_000_000


def double(number):
    return [[]] * 3_000_000


def notify(service):
    return [[]] * 3_000_000


def refuse():
    return [[]] * 3_000_000


Counter = Liar
