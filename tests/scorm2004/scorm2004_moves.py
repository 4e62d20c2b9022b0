"""What a learner does with the sample's pages, in several tests."""

from __future__ import annotations

from scorm2004_platform import Learner

__all__ = ["answer_basics", "answer_everything", "arrive", "go_on", "open_everything"]


def answer_basics(learner: Learner, option: str, truth: str) -> None:
    """Answer both questions of the short test and hand it in."""
    learner.choose("pick-one", option)
    learner.choose("wet", truth)
    learner.click("#submit")


def open_everything(learner: Learner, query: str = "") -> None:
    """Open the long test alone and start its clock."""
    learner.open(f"item=item-everything{query}")
    learner.click("#begin")


def answer_everything(learner: Learner) -> None:
    """Answer every question of the long test rightly, without handing it in."""
    learner.choose("mc", "x1")
    learner.choose("ma", "some-a", "c")
    learner.choose("tf", "false")
    learner.type("sa", " lutetia ")
    learner.type("bl", "Goat", "animal")
    learner.type("bl", "milk", "food")
    learner.pick("dd", "first", "Option x-1")
    learner.pick("dd", "second", "Option y")
    learner.pick("mt", "p-1", "Paris")
    learner.pick("mt", "p-2", "Rome")
    order = ["first", "second", "third-one"]
    for place, wanted in enumerate(order):
        script = "return [...document.querySelectorAll('.ordering li')].map(e => e.dataset.choice)"
        for _ in range(learner.driver.execute_script(script).index(wanted) - place):
            learner.click(f'.ordering li[data-choice="{wanted}"] [data-move="-1"]')
    learner.type("nu", "3,14")
    learner.type("fo", str(2 * int(learner.text("[data-variable=x]")) + 1))
    learner.type("es", "Because {it} [,] is.")
    for box in ("bank-0", "bank-1", "bank-2"):
        if learner.sees(f'[data-question="{box}"]'):
            learner.choose(box, "true")


def arrive(learner: Learner, item: str) -> None:
    """Wait for an item to be delivered, and look at it."""
    learner.until(lambda: learner.at_platform("return platform.current()") == item)
    learner.look()


def go_on(learner: Learner, item: str) -> None:
    """Press “Continue”, which must lead to the item."""
    learner.until(lambda: learner.sees("#continue"))
    learner.click("#continue")
    arrive(learner, item)
