"""Rules about what is seen: sizes, spacing, colours, motion."""

from __future__ import annotations

from coursewright.audit.rules.declare import page_rule

REFLOW = page_rule(
    "page-fits-320-pixels",
    "1.4.10",
    "At 320 CSS pixels nothing but tables, code, formulas and pictures scrolls sideways.",
    "Who zooms in to 400 % scrolls back and forth for every line.",
    "Use relative widths, let flex items wrap, and let wide parts scroll in a box of their own.",
)
LARGER = page_rule(
    "text-can-be-twice-as-large",
    "1.4.4",
    "Text of twice the size neither is cut off, nor lies on other text, nor makes the page scroll.",
    "Who needs large letters cannot read it.",
    "Give sizes in rem and heights as `min-height`.",
)
ZOOMED = page_rule(
    "page-can-be-zoomed",
    "1.4.4",
    "At a zoom of 200 % in a window of 1280 pixels nothing is lost and nothing scrolls sideways.",
    "Who zooms in misses a part of the page.",
    "Use relative widths, and do not forbid zooming.",
)
SPACED = page_rule(
    "text-can-be-spaced",
    "1.4.12",
    "With wider spacing of lines, paragraphs, words and letters no text is cut off.",
    "People with dyslexia widen the spacing and lose the ends of lines.",
    "Let boxes grow with their text; avoid fixed heights with hidden overflow.",
)
CONTRAST = page_rule(
    "text-stands-out",
    "1.4.3",
    "Text, placeholders and text made by styles keep 4.5:1 to what is behind, large text 3:1.",
    "People with low vision cannot read it.",
    "Choose a darker or lighter colour, in both colour schemes.",
)
CONTROL_CONTRAST = page_rule(
    "controls-stand-out",
    "1.4.11",
    "The border or the surface of a field keeps 3:1 to what is around it.",
    "People with low vision do not find the field.",
    "Give the field a darker border.",
)
STILL = page_rule(
    "motion-can-be-reduced",
    "2.2.2",
    "Nothing moves for longer than five seconds for readers who want less motion.",
    "Motion beside a text makes it unreadable for some, and others dizzy.",
    "End the animation in `@media (prefers-reduced-motion: reduce)`.",
)
FORCED = page_rule(
    "forced-colours-keep-controls",
    "1.4.11 1.4.3",
    "With forced colours every control can still be seen and read.",
    "People who choose their own colours see an empty box.",
    "Give the control a text or a border; do not draw it by background alone.",
)
SEQUENCE = page_rule(
    "reading-order-follows-sight",
    "1.3.2",
    "What is read one after the other is shown one after the other.",
    "Screen readers tell it in an order that makes no sense.",
    "Put it into the order of the page instead of moving it by styles.",
)
COLOUR_ONLY = page_rule(
    "colour-is-not-all",
    "1.4.1",
    "What is told by colour is told in another way, too.",
    "Who does not tell red from green does not see it.",
    "Add a word or a sign.",
)
TURNS = page_rule(
    "page-turns-both-ways",
    "1.3.4",
    "No style turns or hides the page when the device is held in one way.",
    "Who has a device on a wheelchair cannot turn it.",
    "Remove the style for that `orientation`, or fold the columns instead.",
)
DRAWINGS = page_rule(
    "drawings-stand-out",
    "1.4.11",
    "Something in a drawing keeps 3:1 to its ground.",
    "People with low vision see an empty box.",
    "Draw bars, lines and shapes in a darker colour.",
)
