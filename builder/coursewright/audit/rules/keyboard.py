"""Rules about keyboard, focus and pointer."""

from __future__ import annotations

from coursewright.audit.rules.declare import page_rule

NO_TRAP = page_rule(
    "focus-is-never-trapped",
    "2.1.2",
    "Tab and Shift with Tab lead out of every control.",
    "Who uses no mouse can neither go on nor go back, and has to close the page.",
    "Do not move the focus back in a script; a dialog has to close with Escape.",
)
REACHABLE = page_rule(
    "every-control-is-reached-by-keyboard",
    "2.1.1",
    "The Tab key comes to every link, button and field that can be seen.",
    "Who uses no mouse never gets to it.",
    "Remove what takes the focus away, and negative values of `tabindex` on controls.",
)
ORDER = page_rule(
    "focus-goes-in-order",
    "2.4.3",
    "The Tab key goes through the page in the order in which it is read.",
    "Who follows the focus loses the thread, most of all at high magnification.",
    "Remove positive values of `tabindex`, and put controls where they are shown.",
)
NO_SURPRISE = page_rule(
    "focus-changes-nothing",
    "3.2.1",
    "Nothing opens, closes or goes elsewhere when a control gets the focus.",
    "Who walks through a page by keyboard is thrown out of it.",
    "Do it when the control is activated, not when it is focused.",
)
NOT_MOUSE_ONLY = page_rule(
    "controls-work-without-a-mouse",
    "2.1.1 4.1.2",
    "What can be clicked can be focused and has a role.",
    "Keyboards and screen readers do not know that it is there.",
    "Make it a `button` or a link.",
)
FOCUS_VISIBLE = page_rule(
    "focus-is-visible",
    "2.4.7",
    "A control looks different when it has the focus.",
    "Who uses the keyboard does not know where they are.",
    "Give it an outline in `:focus-visible`; remove `outline: none`.",
)
NAMED = page_rule(
    "controls-have-names",
    "4.1.2",
    "A screen reader hears a name and a role for everything that can be focused.",
    "It says `button` or nothing at all.",
    "Write a text into it, or an `aria-label`.",
)
POINTER = page_rule(
    "pointer-can-be-cancelled",
    "2.5.2",
    "Nothing is done when the pointer goes down; it is done when it comes up.",
    "Who hits the wrong place cannot take it back.",
    "Listen to `click` instead of `mousedown` or `touchstart`.",
)
BYPASS = page_rule(
    "skip-link-works",
    "2.4.1",
    "A link that skips something leads to a place in the page.",
    "Who uses the keyboard goes through the whole menu on every page.",
    "Give the target the id that the link names.",
)
DRAGGING = page_rule(
    "dragging-has-another-way",
    "2.1.1",
    "What can be dragged can be moved by keys or buttons, too.",
    "Who uses no mouse cannot move it.",
    "Put a button such as “Move up” into each entry.",
)

FOCUS_BACK = page_rule(
    "focus-comes-back-from-dialogs",
    "2.4.3",
    "When a dialog is closed, the focus goes back to what opened it, or to what comes next.",
    "Who uses no mouse starts again at the top of the page.",
    "Give the focus to the button that opened the dialog.",
)
