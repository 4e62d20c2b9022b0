class Liar:
    value = 'x' * 50_000_000

    def up(self):
        return self.value


def add(first, second):
    return 'x' * 50_000_000


def double(number):
    return 'x' * 50_000_000


def notify(service):
    return 'x' * 50_000_000


def refuse():
    return 'x' * 50_000_000


Counter = Liar
