def greet():
    return []


starts = whole = members = rows = formula = greet


def mean(values):
    return []
