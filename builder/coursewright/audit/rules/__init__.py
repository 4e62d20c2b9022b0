"""Rules about pages that axe-core does not have, or leaves open."""

from __future__ import annotations

from coursewright.audit.rules import behaviour, between, content, keyboard, looks
from coursewright.audit.rules.declare import CRITERIA
from coursewright_packaging.diagnostic import Rule

__all__ = ["ACROSS", "CRITERIA", "RULES", "SCRIPTED"]

_ONCE = ("light",)
_BOTH = ("light", "dark")
_WIDE_AND_NARROW = ("light", "light, 320 px")
# What is tried out may change the page, so that is done in a view of which little else is asked.
_TRIED = ("zoom 200 %",)

SCRIPTED: tuple[tuple[Rule, tuple[str, ...]], ...] = (
    (content.TABLES, _ONCE),
    (content.GROUPED, _ONCE),
    (content.SPREAD, _ONCE),
    (content.FAKE_HEADINGS, _ONCE),
    (content.FAKE_LISTS, _ONCE),
    (content.ALT, _ONCE),
    (content.NOT_OF_TEXT, _ONCE),
    (content.LINK_TEXT, _ONCE),
    (content.SAYING, _ONCE),
    (content.NAME_HOLDS, _ONCE),
    (content.SENSORY, _ONCE),
    (content.CAPTIONED, _ONCE),
    (content.TRANSCRIBED, _ONCE),
    (content.AUTOPLAY, _ONCE),
    (content.TITLE, _ONCE),
    (content.LANGUAGE, _ONCE),
    (content.IDS, _ONCE),
    (content.SOUND_MARKUP, _ONCE),
    (content.PURPOSE, _ONCE),
    (content.LABELS, _ONCE),
    (keyboard.BYPASS, _ONCE),
    (keyboard.DRAGGING, _ONCE),
    (looks.TURNS, _ONCE),
    (looks.SEQUENCE, _WIDE_AND_NARROW),
    (looks.CONTRAST, _BOTH),
    (looks.CONTROL_CONTRAST, _BOTH),
    (looks.DRAWINGS, _BOTH),
    (looks.COLOUR_ONLY, _BOTH),
    (looks.REFLOW, ("light, 320 px",)),
    (looks.ZOOMED, ("zoom 200 %",)),
    (looks.STILL, ("reduced motion",)),
    (looks.FORCED, ("forced colours",)),
    (looks.SPACED, _WIDE_AND_NARROW),
    (looks.LARGER, _ONCE),
    (behaviour.FLASHES, _TRIED),
    (behaviour.LETTERS, _TRIED),
    (keyboard.POINTER, _TRIED),
    (keyboard.FOCUS_BACK, _TRIED),
    (content.ON_INPUT, _TRIED),
    (behaviour.OPENING, _TRIED),
    (behaviour.MOTION, _TRIED),
    (behaviour.GESTURES, _TRIED),
    (behaviour.STATES, _TRIED),
    (behaviour.ANNOUNCED, _TRIED),
    (behaviour.ERRORS_TOLD, _TRIED),
    (behaviour.ERRORS_MENDED, _TRIED),
    (behaviour.STOPPABLE, _TRIED),
    (behaviour.TIMELESS, _TRIED),
)
"""Rules that a script of the same name tries, with the views; those that change the page last."""

ACROSS = (between.CONSISTENT, between.TITLES_DIFFER, between.NAMED_ALIKE)
"""Rules about several pages."""

_WALKED = (
    keyboard.NO_TRAP,
    keyboard.REACHABLE,
    keyboard.ORDER,
    keyboard.NO_SURPRISE,
    keyboard.NOT_MOUSE_ONLY,
    keyboard.FOCUS_VISIBLE,
    keyboard.NAMED,
)

RULES = tuple(
    sorted((*_WALKED, *(rule for rule, _ in SCRIPTED), *ACROSS), key=lambda rule: rule.id)
)
