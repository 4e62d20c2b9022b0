ring = []
ring.append(ring)


class Liar:
    value = ring

    def up(self):
        return ring


def add(first, second):
    return ring


def double(number):
    return ring


def notify(service):
    return ring


def refuse():
    return ring


Counter = Liar
