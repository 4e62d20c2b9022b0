class Service:
    sent = ['hello']

    def send(self, text):
        return True


class ServiceError(Exception):
    pass
