"""Expected values, beside the tests, where no learner sees them."""

DEEP = {4: "HIDDEN-FOUR"}


def fifth():
    return "HIDDEN-FIVE"
