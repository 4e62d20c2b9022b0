def test_a():
    assert True


def test_b():
    assert True


def test_c():
    assert True



class TestMine:
    def test_mine(self):
        assert True


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
