"""The success criteria of WCAG 2.1, levels A and AA, by number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

__all__ = ["CRITERIA", "Criterion", "clauses", "named"]


@dataclass(frozen=True, slots=True)
class Criterion:
    """number: such as `1.4.3`. level: `A` or `AA`. ask: what a person has to decide about it."""

    number: str
    name: str
    level: str
    ask: str


_LISTED = """
1.1.1|A|Non-text Content|Does the text of each picture say what the picture says?
1.2.1|A|Audio-only and Video-only (Prerecorded)|Does a text tell what sound or picture alone tells?
1.2.2|A|Captions (Prerecorded)|Are the captions accurate, complete and in time?
1.2.3|A|Audio Description or Media Alternative (Prerecorded)|Is what videos show also told?
1.2.4|AA|Captions (Live)|Is there live video, and is it captioned?
1.2.5|AA|Audio Description (Prerecorded)|Is what videos only show told in their sound?
1.3.1|A|Info and Relationships|Is what looks like a heading, list or table marked up as one?
1.3.2|A|Meaningful Sequence|Does the order of reading make sense?
1.3.3|A|Sensory Characteristics|Do instructions work without seeing shapes and colours?
1.3.4|AA|Orientation|Do pages work upright and lying?
1.3.5|AA|Identify Input Purpose|Do fields about the reader say what they ask for?
1.4.1|A|Use of Color|Is anything told by colour alone?
1.4.2|A|Audio Control|Does any sound start by itself?
1.4.3|AA|Contrast (Minimum)|Can all text be read, in pictures, too?
1.4.4|AA|Resize text|Is nothing lost at 200 %?
1.4.5|AA|Images of Text|Is text shown as text wherever that is possible?
1.4.10|AA|Reflow|Can everything be read at 320 pixels without scrolling sideways?
1.4.11|AA|Non-text Contrast|Can controls, and what matters in diagrams, be seen?
1.4.12|AA|Text Spacing|Is nothing lost with wider spacing?
1.4.13|AA|Content on Hover or Focus|Can what appears by hovering be reached, kept and closed?
2.1.1|A|Keyboard|Can everything be done by keyboard?
2.1.2|A|No Keyboard Trap|Can the focus leave everything?
2.1.4|A|Character Key Shortcuts|Are there shortcuts of one letter, and can they be turned off?
2.2.1|A|Timing Adjustable|Is there a time limit, and can it be extended?
2.2.2|A|Pause, Stop, Hide|Can everything that moves be stopped?
2.3.1|A|Three Flashes or Below Threshold|Does anything flash more than three times in a second?
2.4.1|A|Bypass Blocks|Can what repeats on every page be skipped?
2.4.2|A|Page Titled|Does each title say what its page is?
2.4.3|A|Focus Order|Does the focus go on in an order that makes sense?
2.4.4|A|Link Purpose (In Context)|Does each link say where it leads?
2.4.5|AA|Multiple Ways|Are there two ways to each page, such as contents and search?
2.4.6|AA|Headings and Labels|Do headings and labels say what stands below them?
2.4.7|AA|Focus Visible|Can the focus always be seen?
2.5.1|A|Pointer Gestures|Does everything work without gestures of several fingers or paths?
2.5.2|A|Pointer Cancellation|Can a press be taken back?
2.5.3|A|Label in Name|Is what a control shows a part of its name?
2.5.4|A|Motion Actuation|Does everything work without moving the device?
3.1.1|A|Language of Page|Is the declared language that of the page?
3.1.2|AA|Language of Parts|Are parts in other languages marked?
3.2.1|A|On Focus|Does nothing change by focusing alone?
3.2.2|A|On Input|Does nothing go elsewhere by input alone?
3.2.3|AA|Consistent Navigation|Are menus in the same order everywhere?
3.2.4|AA|Consistent Identification|Are the same things called the same everywhere?
3.3.1|A|Error Identification|Is a wrong input named in words?
3.3.2|A|Labels or Instructions|Is it said what each field wants?
3.3.3|AA|Error Suggestion|Is it said how to mend a wrong input?
3.3.4|AA|Error Prevention (Legal, Financial, Data)|Can submissions be checked, mended or taken back?
4.1.1|A|Parsing|Is the markup sound?
4.1.2|A|Name, Role, Value|Does a screen reader hear what each control is, and its state?
4.1.3|AA|Status Messages|Are messages announced without moving the focus?
"""

CRITERIA: tuple[Criterion, ...] = tuple(
    Criterion(number, name, level, ask)
    for number, level, name, ask in (line.split("|") for line in _LISTED.strip().splitlines())
)
"""The 50 criteria of the levels A and AA, in their order."""

_STANDARDS = {"wcag21aa": "WCAG 2.1", "wcag22aa": "WCAG 2.2", "en301549": "EN 301 549 V3.2.1"}


def clauses(criteria: Sequence[str], standard: str) -> tuple[str, ...]:
    """Return what the standard calls success criteria.

    EN 301 549 V3.2.1 numbers those of WCAG 2.1 for web pages by a 9 before them (clause 9.0).
    """
    return tuple(f"9.{each}" if standard == "en301549" else each for each in criteria)


def named(criteria: Sequence[str], standard: str) -> str:
    """Return criteria with their standard, as reports for people show them."""
    return f"{_STANDARDS[standard]}, {', '.join(clauses(criteria, standard))}"
