import sys
import time
from pathlib import Path

import config


def main():
    print("Hello", *sys.argv[1:], config.DEFAULT.key)
    print(sys.stdin.read().upper(), end="", flush=True)
    Path("made.txt").write_text("made")
    if "--fail" in sys.argv:
        print("no", file=sys.stderr)
        sys.exit(3)
    if "--sleep" in sys.argv:
        time.sleep(60)


if __name__ == "__main__":
    main()
