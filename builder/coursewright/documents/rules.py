"""Rules about documents that a course attaches: PDF, Word and PowerPoint files."""

from __future__ import annotations

from coursewright_packaging.diagnostic import Rule, Severity

__all__ = ["RULES"]

_ERROR, _WARNING, _ADVICE = Severity.ERROR, Severity.WARNING, Severity.ADVICE
_PDF = "ISO 14289-1 (PDF/UA-1)"
_EXPORT = "Mend it in the program that made it, and export it again."

EXAMINED = Rule(
    "documents-are-examined",
    _WARNING,
    "Attached documents are opened and read.",
    "Nobody knows whether everybody can read them.",
    "Run `pip install coursewright[documents]`, or save old formats as docx and pptx.",
)
READABLE = Rule(
    "document-is-readable",
    _ERROR,
    "An attached document is whole and of the kind that its name says.",
    "Nobody can open it.",
    "Export it again from the program that made it.",
)
BOUNDED = Rule(
    "document-is-bounded",
    _ERROR,
    "An attached document unpacks and reads within bounds.",
    "It exhausts the machine that opens it, as files do that are made for that.",
    "Split it, or export it again with smaller pictures.",
)
OPEN = Rule(
    "document-is-open",
    _ERROR,
    "An attached document needs no password, and lets screen readers take its text.",
    "Learners have no password, and programs that read aloud get nothing.",
    "Save it without a password and without restrictions.",
    f"WCAG 2.1, 1.1.1; {_PDF}, 7.16",
)
HAS_TITLE = Rule(
    "document-has-title",
    _WARNING,
    "An attached document has a title of its own, which viewers show.",
    "Screen readers speak the file's name instead, letter by letter.",
    "Write it into the document's properties; in a PDF, let viewers show it.",
    f"WCAG 2.1, 2.4.2, technique PDF18; {_PDF}, 7.1",
)
HAS_LANGUAGE = Rule(
    "document-has-language",
    _WARNING,
    "An attached document says in which language it is written.",
    "Screen readers pronounce it as another one.",
    "Set the language of the whole text.",
    f"WCAG 2.1, 3.1.1, technique PDF16; {_PDF}, 7.2",
)
HAS_TAGS = Rule(
    "document-has-tags",
    _WARNING,
    "A PDF is tagged, all of its text.",
    "Without tags there are no headings, tables, texts of pictures, and no order of reading.",
    "Export it again with tags, `PDF/UA` in many programs.",
    f"WCAG 2.1, 1.3.1; {_PDF}, 7.1",
)
TEXT_IS_TEXT = Rule(
    "document-text-is-text",
    _WARNING,
    "Pages of a PDF are text, not pictures of it.",
    "Nobody can search, copy, enlarge without blur, or listen to them.",
    "Run text recognition over it, or export it from its source.",
    "WCAG 2.1, 1.4.5, technique PDF7",
)
HAS_HEADINGS = Rule(
    "document-has-headings",
    _WARNING,
    "A document of several pages has headings that are marked as such.",
    "Who does not see cannot skip through it.",
    "Use the styles Heading 1, Heading 2 and so on.",
    "WCAG 2.1, 1.3.1 and 2.4.10, technique PDF9",
)
HEADINGS_STEP = Rule(
    "document-headings-step",
    _WARNING,
    "Headings of a document go down one level at a time.",
    "A skipped level sounds like a lost section.",
    "Use the next level.",
    f"WCAG 2.1, 1.3.1; {_PDF}, 7.4",
)
HEADING_IS_ONE = Rule(
    "document-headings-are-marked",
    _WARNING,
    "What looks like a heading in a document has the style of one.",
    "Who moves by headings passes over it.",
    "Give it the style of a heading.",
    "WCAG 2.1, 1.3.1, failure F2",
)
LIST_IS_ONE = Rule(
    "document-lists-are-marked",
    _WARNING,
    "What looks like a list in a document is one.",
    "Screen readers tell neither that it is a list nor how long it is.",
    "Use the list styles instead of typed bullets and numbers.",
    "WCAG 2.1, 1.3.1",
)
PICTURE_HAS_TEXT = Rule(
    "document-picture-has-text",
    _WARNING,
    "A picture in a document has a text that says what it shows, or is marked as decorative.",
    "Learners who do not see it get nothing.",
    "Write the alternative text in the program that made the document.",
    f"WCAG 2.1, 1.1.1, technique PDF1; {_PDF}, 7.3",
)
TABLE_HAS_HEADERS = Rule(
    "document-table-has-headers",
    _WARNING,
    "A table in a document has a row or column that is marked as its headers.",
    "Screen readers speak cells without saying what they are.",
    "Mark the first row as header row, `Repeat Header Rows` in Word.",
    f"WCAG 2.1, 1.3.1, technique PDF6; {_PDF}, 7.5",
)
READS_IN_ORDER = Rule(
    "document-reads-in-order",
    _WARNING,
    "A document is read in the order in which it is seen.",
    "Learners who listen hear the end before the beginning.",
    "Put the parts in order: in the order pane, or as text in the line instead of floating boxes.",
    f"WCAG 2.1, 1.3.2, technique PDF3; {_PDF}, 7.1",
)
SLIDE_HAS_TITLE = Rule(
    "slide-has-title",
    _WARNING,
    "Every slide has a title, in its placeholder.",
    "Screen readers list slides by their titles.",
    "Write one; move it out of the slide if nobody shall see it.",
    "WCAG 2.1, 2.4.2 and 2.4.6",
)
SLIDE_TITLES_DIFFER = Rule(
    "slide-titles-differ",
    _ADVICE,
    "No two slides have the same title.",
    "In the list of slides nobody can tell them apart.",
    "Add what is different, such as `(2 of 3)`.",
    "WCAG 2.1, 2.4.6",
)

RULES = (
    EXAMINED,
    READABLE,
    BOUNDED,
    OPEN,
    HAS_TITLE,
    HAS_LANGUAGE,
    HAS_TAGS,
    TEXT_IS_TEXT,
    HAS_HEADINGS,
    HEADINGS_STEP,
    HEADING_IS_ONE,
    LIST_IS_ONE,
    PICTURE_HAS_TEXT,
    TABLE_HAS_HEADERS,
    READS_IN_ORDER,
    SLIDE_HAS_TITLE,
    SLIDE_TITLES_DIFFER,
)
