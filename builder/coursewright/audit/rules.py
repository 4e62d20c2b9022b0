"""Rules about pages that axe-core does not have, or leaves open."""

from __future__ import annotations

from coursewright_packaging.diagnostic import Rule, Severity

__all__ = ["ACROSS", "CRITERIA", "RULES", "SCRIPTED"]

_ERROR = Severity.ERROR
CRITERIA: dict[str, tuple[str, ...]] = {}
"""The success criteria of each rule, by its id."""

_ONCE = ("light",)
_BOTH = ("light", "dark")
_WIDE_AND_NARROW = ("light", "light, 320 px")


def _rule(name: str, criteria: str, summary: str, why: str, mend: str) -> Rule:
    CRITERIA[name] = tuple(criteria.split())
    source = f"WCAG 2.1, {', '.join(criteria.split())}"
    return Rule(name, _ERROR, summary, why, mend, source, firm=True)


NO_TRAP = _rule(
    "focus-is-never-trapped",
    "2.1.2",
    "Tab and Shift with Tab lead out of every control.",
    "Who uses no mouse can neither go on nor go back, and has to close the page.",
    "Do not move the focus back in a script; a dialog has to close with Escape.",
)
REACHABLE = _rule(
    "every-control-is-reached-by-keyboard",
    "2.1.1",
    "The Tab key comes to every link, button and field that can be seen.",
    "Who uses no mouse never gets to it.",
    "Remove what takes the focus away, and negative values of `tabindex` on controls.",
)
ORDER = _rule(
    "focus-goes-in-order",
    "2.4.3",
    "The Tab key goes through the page in the order in which it is read.",
    "Who follows the focus loses the thread, most of all at high magnification.",
    "Remove positive values of `tabindex`, and put controls where they are shown.",
)
NO_SURPRISE = _rule(
    "focus-changes-nothing",
    "3.2.1",
    "Nothing opens, closes or goes elsewhere when a control gets the focus.",
    "Who walks through a page by keyboard is thrown out of it.",
    "Do it when the control is activated, not when it is focused.",
)
NOT_MOUSE_ONLY = _rule(
    "controls-work-without-a-mouse",
    "2.1.1 4.1.2",
    "What can be clicked can be focused and has a role.",
    "Keyboards and screen readers do not know that it is there.",
    "Make it a `button` or a link.",
)
FOCUS_VISIBLE = _rule(
    "focus-is-visible",
    "2.4.7",
    "A control looks different when it has the focus.",
    "Who uses the keyboard does not know where they are.",
    "Give it an outline in `:focus-visible`; remove `outline: none`.",
)
NAMED = _rule(
    "controls-have-names",
    "4.1.2",
    "A screen reader hears a name and a role for everything that can be focused.",
    "It says `button` or nothing at all.",
    "Write a text into it, or an `aria-label`.",
)
REFLOW = _rule(
    "page-fits-320-pixels",
    "1.4.10",
    "At 320 CSS pixels nothing but tables, code, formulas and pictures scrolls sideways.",
    "Who zooms in to 400 % scrolls back and forth for every line.",
    "Use relative widths, let flex items wrap, and let wide parts scroll in a box of their own.",
)
LARGER = _rule(
    "text-can-be-twice-as-large",
    "1.4.4",
    "Text of twice the size neither is cut off, nor lies on other text, nor makes the page scroll.",
    "Who needs large letters cannot read it.",
    "Give sizes in rem and heights as `min-height`.",
)
ZOOMED = _rule(
    "page-can-be-zoomed",
    "1.4.4",
    "At a zoom of 200 % in a window of 1280 pixels nothing is lost and nothing scrolls sideways.",
    "Who zooms in misses a part of the page.",
    "Use relative widths, and do not forbid zooming.",
)
SPACED = _rule(
    "text-can-be-spaced",
    "1.4.12",
    "With wider spacing of lines, paragraphs, words and letters no text is cut off.",
    "People with dyslexia widen the spacing and lose the ends of lines.",
    "Let boxes grow with their text; avoid fixed heights with hidden overflow.",
)
CONTRAST = _rule(
    "text-stands-out",
    "1.4.3",
    "Text, placeholders and text made by styles keep 4.5:1 to what is behind, large text 3:1.",
    "People with low vision cannot read it.",
    "Choose a darker or lighter colour, in both colour schemes.",
)
CONTROL_CONTRAST = _rule(
    "controls-stand-out",
    "1.4.11",
    "The border or the surface of a field keeps 3:1 to what is around it.",
    "People with low vision do not find the field.",
    "Give the field a darker border.",
)
STILL = _rule(
    "motion-can-be-reduced",
    "2.2.2",
    "Nothing moves for longer than five seconds for readers who want less motion.",
    "Motion beside a text makes it unreadable for some, and others dizzy.",
    "End the animation in `@media (prefers-reduced-motion: reduce)`.",
)
FORCED = _rule(
    "forced-colours-keep-controls",
    "1.4.11 1.4.3",
    "With forced colours every control can still be seen and read.",
    "People who choose their own colours see an empty box.",
    "Give the control a text or a border; do not draw it by background alone.",
)
SEQUENCE = _rule(
    "reading-order-follows-sight",
    "1.3.2",
    "What is read one after the other is shown one after the other.",
    "Screen readers tell it in an order that makes no sense.",
    "Put it into the order of the page instead of moving it by styles.",
)
TABLES = _rule(
    "tables-have-headers",
    "1.3.1",
    "A table of data has header cells.",
    "Screen readers read numbers without saying what they are.",
    "Make the first row or column `th` with `scope`.",
)
GROUPED = _rule(
    "choices-are-grouped",
    "1.3.1",
    "Choices that answer one question stand in a group that names it.",
    "Screen readers read the choices without the question.",
    "Put them into a `fieldset` with a `legend`.",
)
SPREAD = _rule(
    "words-are-not-spread",
    "1.3.2",
    "Neither letters nor columns are kept apart by blanks.",
    "Screen readers spell the word, or mix the columns line by line.",
    "Use `letter-spacing`, or a table.",
)
FAKE_HEADINGS = _rule(
    "headings-are-headings",
    "1.3.1",
    "What looks like a heading is one.",
    "Screen readers cannot jump to it.",
    "Use `h2` to `h6` instead of bold or large paragraphs.",
)
FAKE_LISTS = _rule(
    "lists-are-lists",
    "1.3.1",
    "What looks like a list is one.",
    "Screen readers do not say how many points there are.",
    "Use `ul` or `ol` instead of dashes and line breaks.",
)
ALT = _rule(
    "alt-text-says-something",
    "1.1.1",
    "The text of a picture is neither a file name nor a placeholder.",
    "Who does not see the picture learns nothing from it.",
    "Say what the picture shows, or leave the text empty when it only decorates.",
)
LINK_TEXT = _rule(
    "link-text-says-where",
    "2.4.4",
    "The text of a link says where it leads, without what stands around it.",
    "Screen readers list the links of a page; `here` says nothing there.",
    "Name the target in the link.",
)
SENSORY = _rule(
    "instructions-need-no-eyes",
    "1.3.3",
    "Instructions do not rest on shape, size, place or colour alone.",
    "Who does not see the page cannot follow them.",
    "Name the control, too.",
)
CAPTIONED = _rule(
    "videos-have-captions",
    "1.2.2",
    "A video with sound has a track of captions.",
    "Who does not hear misses what is said.",
    "Add a `track` of the kind `captions`.",
)
AUTOPLAY = _rule(
    "nothing-plays-by-itself",
    "1.4.2 2.2.2",
    "Sound and moving pictures start when the reader wants it.",
    "Sound covers what a screen reader says; motion distracts.",
    "Remove `autoplay`, or add `controls` and `muted` and let it end within five seconds.",
)
TITLE = _rule(
    "title-says-what-page-it-is",
    "2.4.2",
    "The title of a page says what it is.",
    "Screen readers say the title first; `Untitled` helps nobody.",
    "Write what the page is about into `title`.",
)
LANGUAGE = _rule(
    "language-is-that-of-the-text",
    "3.1.1 3.1.2",
    "The declared language is that in which the text is written.",
    "Screen readers pronounce it like words of another language.",
    "Mend `lang` of the page, or give the part a `lang` of its own.",
)
IDS = _rule(
    "ids-are-unique",
    "4.1.1",
    "No two elements of a page have the same id.",
    "Labels and descriptions go to the wrong element.",
    "Give one of them another id.",
)
ON_INPUT = _rule(
    "input-goes-nowhere",
    "3.2.2",
    "Choosing or typing something does not go to another page.",
    "Who chooses by keyboard is carried away by the first choice.",
    "Add a button that does it.",
)
POINTER = _rule(
    "pointer-can-be-cancelled",
    "2.5.2",
    "Nothing is done when the pointer goes down; it is done when it comes up.",
    "Who hits the wrong place cannot take it back.",
    "Listen to `click` instead of `mousedown` or `touchstart`.",
)
PURPOSE = _rule(
    "fields-tell-their-purpose",
    "1.3.5",
    "Fields about the reader say so with `autocomplete`.",
    "Browsers cannot fill them in, nor show a known sign beside them.",
    "Add `autocomplete`, such as `email` or `given-name`.",
)
LABELS = _rule(
    "fields-have-visible-labels",
    "3.3.2",
    "A field has a label that can be seen, and that stays when something is typed.",
    "With a placeholder alone nobody knows later what was asked.",
    "Write a `label` beside the field.",
)
COLOUR_ONLY = _rule(
    "colour-is-not-all",
    "1.4.1",
    "What is told by colour is told in another way, too.",
    "Who does not tell red from green does not see it.",
    "Add a word or a sign.",
)
BYPASS = _rule(
    "skip-link-works",
    "2.4.1",
    "A link that skips something leads to a place in the page.",
    "Who uses the keyboard goes through the whole menu on every page.",
    "Give the target the id that the link names.",
)
CONSISTENT = _rule(
    "navigation-is-consistent",
    "3.2.3",
    "Menus that several pages share have their links in the same order.",
    "Who knows the way by heart is led astray.",
    "Write the links in the same order on every page.",
)
TITLES_DIFFER = _rule(
    "titles-tell-pages-apart",
    "2.4.2",
    "No two pages of a site have the same title.",
    "Who has both open in tabs, or in the history, cannot tell them apart.",
    "Write the page's own name first into its title.",
)

SCRIPTED: tuple[tuple[Rule, tuple[str, ...]], ...] = (
    (TABLES, _ONCE),
    (GROUPED, _ONCE),
    (SPREAD, _ONCE),
    (FAKE_HEADINGS, _ONCE),
    (FAKE_LISTS, _ONCE),
    (ALT, _ONCE),
    (LINK_TEXT, _ONCE),
    (SENSORY, _ONCE),
    (CAPTIONED, _ONCE),
    (AUTOPLAY, _ONCE),
    (TITLE, _ONCE),
    (LANGUAGE, _ONCE),
    (IDS, _ONCE),
    (ON_INPUT, _ONCE),
    (PURPOSE, _ONCE),
    (LABELS, _ONCE),
    (BYPASS, _ONCE),
    (SEQUENCE, _WIDE_AND_NARROW),
    (CONTRAST, _BOTH),
    (CONTROL_CONTRAST, _BOTH),
    (COLOUR_ONLY, _BOTH),
    (REFLOW, ("light, 320 px",)),
    (ZOOMED, ("zoom 200 %",)),
    (STILL, ("reduced motion",)),
    (FORCED, ("forced colours",)),
    (SPACED, _WIDE_AND_NARROW),
    (LARGER, _ONCE),
)
"""Rules that a script of the same name tries, with the views; those that change the page last."""

ACROSS = (CONSISTENT, TITLES_DIFFER)
"""Rules about several pages."""

RULES = tuple(
    sorted(
        (
            NO_TRAP,
            REACHABLE,
            ORDER,
            NO_SURPRISE,
            NOT_MOUSE_ONLY,
            POINTER,
            FOCUS_VISIBLE,
            NAMED,
            *(rule for rule, _ in SCRIPTED),
            *ACROSS,
        ),
        key=lambda rule: rule.id,
    )
)
