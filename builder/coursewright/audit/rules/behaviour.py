"""Rules about what happens when something is done in the page, or when time passes."""

from __future__ import annotations

from coursewright.audit.rules.declare import page_rule

LETTERS = page_rule(
    "letters-do-nothing-alone",
    "2.1.4",
    "No letter, digit or sign does something wherever the focus is.",
    "Who speaks to the computer sets it off with every word.",
    "Ask for Alt or Ctrl with it, listen only in the control, or let people switch it off.",
)
TIMELESS = page_rule(
    "time-is-not-limited",
    "2.2.1",
    "Nothing that can be filled in is taken away after some time.",
    "Who needs longer to read or type loses what they wrote.",
    "Warn before, and let people ask for more time; best have no limit.",
)
STOPPABLE = page_rule(
    "changes-can-be-stopped",
    "2.2.2",
    "What changes by itself again and again has a button that stops it.",
    "Motion beside a text makes it unreadable for some.",
    "Add a button with the word “Pause”, or change it on request only.",
)
FLASHES = page_rule(
    "nothing-flashes",
    "2.3.1",
    "Nothing large flashes more than three times in a second.",
    "It can set off a seizure.",
    "Make it slower or smaller, or leave it away.",
)
GESTURES = page_rule(
    "gestures-have-another-way",
    "2.5.1",
    "What a swipe or several fingers do can be done by a button, too.",
    "Who has one finger, a stick or a pointer of another kind cannot do it.",
    "Add a button that does the same.",
)
MOTION = page_rule(
    "motion-has-another-way",
    "2.5.4",
    "What moving the device does can be done by a button, too, or is off until asked for.",
    "Who has a device on a wheelchair cannot move it, and who trembles sets it off.",
    "Add a button for it, and a switch.",
)
OPENING = page_rule(
    "what-opens-stays-open",
    "1.4.13",
    "What opens with focus or pointer stays until it is sent away, and Escape sends it away.",
    "Who magnifies the page cannot read it to its end, or what it covers.",
    "Hide it with Escape and when the pointer has left both, not after a time.",
)
ERRORS_TOLD = page_rule(
    "errors-are-told",
    "3.3.1",
    "When a form refuses something, a text says which field is meant.",
    "Who does not see the colour does not know what to change.",
    "Write what is wrong, with the name of the field, and set `aria-invalid`.",
)
ERRORS_MENDED = page_rule(
    "errors-say-how-to-mend",
    "3.3.3",
    "When a form refuses something, its message says what would be right.",
    "Who does not guess it gives up.",
    "Add the form or the range that is wanted, with an example.",
)
ANNOUNCED = page_rule(
    "messages-are-announced",
    "4.1.3",
    "Messages that a button writes into the page stand in a live region.",
    "Screen readers keep silent about them.",
    "Give their place `role=status`, from the start.",
)
STATES = page_rule(
    "states-are-told",
    "4.1.2",
    "A tab says whether it is chosen, and a button whether its box is open.",
    "Screen readers tell a state that is not the one that is seen, or none.",
    "Set `aria-selected` and `aria-expanded` whenever the state changes.",
)
