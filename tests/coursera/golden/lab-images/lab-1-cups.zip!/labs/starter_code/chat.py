"""A script that works. Every job in it stands next to every other."""

import time

from service import RateLimited, complete

KEY = "demo-key"
MODEL = "small"
history = []


def chat(message):
    history.append({"role": "user", "content": message})
    tries = 0
    while True:
        try:
            answer = complete(KEY, MODEL, history)
            break
        except RateLimited:
            tries = tries + 1
            if tries > 2:
                print("too many requests")
                return
            time.sleep(0.5 * 2**tries)
    history.append({"role": "assistant", "content": answer})
    print(answer)


if __name__ == "__main__":
    chat("What is a token?")
    chat("And what does one cost?")
