"""Rules about what learners need who do not see, hear or read as their author does."""

from __future__ import annotations

from coursewright_packaging.diagnostic import Rule, Severity

__all__ = ["RULES"]

_ERROR, _WARNING, _ADVICE = Severity.ERROR, Severity.WARNING, Severity.ADVICE

ALT_SAYS_SOMETHING = Rule(
    "image-text-says-something",
    _ERROR,
    "The text of an image says what it shows; it is neither a file name nor a placeholder.",
    "Learners who do not see the image hear a word that tells them nothing.",
    "Write what the image shows, or `![](file){.decorative}` when it shows nothing.",
    "WCAG 2.1, 1.1.1, failure F30",
)
ALT_IS_SHORT = Rule(
    "image-text-is-short",
    _WARNING,
    "The text of an image has at most 150 characters.",
    "Screen readers speak it in one piece; nobody can pause, go back or read by lines.",
    "Say the main thing in the text, and the rest in `::: long-description`.",
    "WCAG 2.1, 1.1.1, technique G95",
)
DIAGRAM_IS_DESCRIBED = Rule(
    "diagram-is-described",
    _WARNING,
    "A diagram has a long description, or a text of eight words or more.",
    "A short name tells that there is a diagram, but not what it says.",
    'Put `::: long-description` behind it, or write `description="…"` behind the language.',
    "WCAG 2.1, 1.1.1",
)
HEADING_HAS_TEXT = Rule(
    "heading-has-text",
    _ERROR,
    "Every heading has a text.",
    "Screen readers list headings; an empty one is an entry without a name.",
    "Write the heading, or remove its `#`.",
    "WCAG 2.1, 2.4.6",
)
PAGE_HAS_ONE_TITLE = Rule(
    "page-has-one-title",
    _WARNING,
    "A page has one heading of the first level, its title.",
    "Headings of one level read as equals, so nobody hears what belongs to what.",
    "Use ## for parts of the page.",
    "WCAG 2.1, 1.3.1",
)
HEADING_IS_ONE = Rule(
    "heading-is-marked-as-one",
    _WARNING,
    "What looks like a heading is one: no paragraph is bold from beginning to end above a text.",
    "Who moves by headings passes over it.",
    "Write it with #, or say it in a sentence.",
    "WCAG 2.1, 1.3.1, failure F2",
)
LIST_IS_ONE = Rule(
    "list-is-marked-as-one",
    _WARNING,
    "What looks like a list is one: no lines of a paragraph begin with bullets or numbers.",
    "Screen readers tell neither that it is a list nor how long; its lines run together.",
    "Begin each entry with `- ` or `1. `, after an empty line.",
    "WCAG 2.1, 1.3.1",
)
LINK_TELLS_WHERE = Rule(
    "link-text-tells-where",
    _WARNING,
    "The text of a link tells where it leads.",
    'Screen readers list links; ten times "here" is no list to choose from.',
    "Put the name of what is there into the link.",
    "WCAG 2.1, 2.4.4 and 2.4.9, failure F84",
)
LINK_IS_NO_ADDRESS = Rule(
    "link-text-is-no-address",
    _WARNING,
    "The text of a link is words, not a web address.",
    "It is read letter by letter.",
    "Write `[the name of the page](address)`.",
    "WCAG 2.1, 2.4.4",
)
SAME_TEXT_SAME_TARGET = Rule(
    "same-link-text-same-target",
    _WARNING,
    "Links of one page with the same text lead to the same place.",
    "In a list of links nobody can tell them apart.",
    "Say in each text what is different.",
    "WCAG 2.1, 2.4.4 and 3.2.4",
)
TABLE_HAS_HEADERS = Rule(
    "table-has-headers",
    _WARNING,
    "Every column of a table has a header; only the first may be empty.",
    "Screen readers speak the header with each cell; without it numbers have no meaning.",
    "Write the headers in the first row.",
    "WCAG 2.1, 1.3.1, technique H51",
)
TABLE_HAS_CAPTION = Rule(
    "table-has-caption",
    _ADVICE,
    "A table has a caption.",
    "Screen readers list tables by it, and who meets one knows whether to read it.",
    "Write `::: table Caption` above the table and `:::` below it.",
    "WCAG 2.1, 1.3.1, technique H39",
)
COLOUR_IS_NOT_ALL = Rule(
    "wording-is-not-by-colour",
    _ADVICE,
    "Nothing is told by its colour alone.",
    "Who sees no colours, or hears the page, does not find it.",
    'Add its name, place or shape: `the green button "Run"`.',
    "WCAG 2.1, 1.4.1 and 1.3.3",
)
LANGUAGE_IS_PLAIN = Rule(
    "language-is-plain",
    _ADVICE,
    "A text is as easy to read as its subject allows: its readability index (LIX) is moderate.",
    "Long sentences of long words lose beginners, and those who read in a foreign language.",
    "Make two sentences of the longest one, and take shorter words.",
    "WCAG 2.1, 3.1.5 (level AAA); LIX by C. H. Björnsson, 1968",
)
STRUCTURE_IS_DESCRIBED = Rule(
    "structural-code-is-described",
    _ERROR,
    "Code that is marked as structural has a description of its structure.",
    "Its shape on the page is what it teaches, and who does not see it gets only its lines.",
    'Write ` ```python structural description="what is inside what" `.',
    "Specification, Code Accessibility; WCAG 2.1, 1.1.1",
)
STRUCTURE_IS_SPOKEN = Rule(
    "structural-code-is-spoken",
    _WARNING,
    "The description of structural code can also be listened to.",
    "The page has the description as text only.",
    'Name a recording, `audio="file.mp3"`, or install espeak-ng and `coursewright[media]`.',
    "Specification, Code Accessibility",
)

RULES = (
    ALT_SAYS_SOMETHING,
    ALT_IS_SHORT,
    DIAGRAM_IS_DESCRIBED,
    HEADING_HAS_TEXT,
    PAGE_HAS_ONE_TITLE,
    HEADING_IS_ONE,
    LIST_IS_ONE,
    LINK_TELLS_WHERE,
    LINK_IS_NO_ADDRESS,
    SAME_TEXT_SAME_TARGET,
    TABLE_HAS_HEADERS,
    TABLE_HAS_CAPTION,
    COLOUR_IS_NOT_ALL,
    LANGUAGE_IS_PLAIN,
    STRUCTURE_IS_DESCRIBED,
    STRUCTURE_IS_SPOKEN,
)
