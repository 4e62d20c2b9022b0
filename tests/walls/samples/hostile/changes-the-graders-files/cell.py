import answer


def triple(number):
    return answer.plant()
