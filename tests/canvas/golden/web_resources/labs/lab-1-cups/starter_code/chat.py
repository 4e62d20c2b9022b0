"""A script that works. Every job in it stands next to every other."""

from service import APIError, StandIn

key = "demo-key"
api = StandIn()
history = []
n = 0
t = 0


def chat(x):
    global n, t, history
    history.append({"role": "user", "content": x})
    if len(history) > 7:
        history = history[-7:]
    n = n + 1
    try:
        r = api.complete(key, "small", history, 10.0)
        history.append({"role": "assistant", "content": r.text})
        t = t + r.usage.total_tokens
        print(r.text)
    except APIError as e:
        print("ERROR!!", e)


if __name__ == "__main__":
    print("ask me something (empty line = stop)")
    while True:
        line = input()
        if not line:
            break
        chat(line)
    print(n, "requests,", t, "tokens")
