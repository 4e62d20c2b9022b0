def notify(sender):
    sender.send("HELLO")


def quiet(sender):
    pass
