"""Rules about texts, tables, pictures, sound and forms."""

from __future__ import annotations

from coursewright.audit.rules.declare import page_rule

TABLES = page_rule(
    "tables-have-headers",
    "1.3.1",
    "A table of data has header cells.",
    "Screen readers read numbers without saying what they are.",
    "Make the first row or column `th` with `scope`.",
)
GROUPED = page_rule(
    "choices-are-grouped",
    "1.3.1",
    "Choices that answer one question stand in a group that names it.",
    "Screen readers read the choices without the question.",
    "Put them into a `fieldset` with a `legend`.",
)
SPREAD = page_rule(
    "words-are-not-spread",
    "1.3.2",
    "Neither letters nor columns are kept apart by blanks.",
    "Screen readers spell the word, or mix the columns line by line.",
    "Use `letter-spacing`, or a table.",
)
FAKE_HEADINGS = page_rule(
    "headings-are-headings",
    "1.3.1",
    "What looks like a heading is one.",
    "Screen readers cannot jump to it.",
    "Use `h2` to `h6` instead of bold or large paragraphs.",
)
FAKE_LISTS = page_rule(
    "lists-are-lists",
    "1.3.1",
    "What looks like a list is one.",
    "Screen readers do not say how many points there are.",
    "Use `ul` or `ol` instead of dashes and line breaks.",
)
ALT = page_rule(
    "alt-text-says-something",
    "1.1.1",
    "The text of a picture is neither a file name nor a placeholder.",
    "Who does not see the picture learns nothing from it.",
    "Say what the picture shows, or leave the text empty when it only decorates.",
)
LINK_TEXT = page_rule(
    "link-text-says-where",
    "2.4.4",
    "The text of a link says where it leads, without what stands around it.",
    "Screen readers list the links of a page; `here` says nothing there.",
    "Name the target in the link.",
)
SENSORY = page_rule(
    "instructions-need-no-eyes",
    "1.3.3",
    "Instructions do not rest on shape, size, place or colour alone.",
    "Who does not see the page cannot follow them.",
    "Name the control, too.",
)
CAPTIONED = page_rule(
    "videos-have-captions",
    "1.2.2",
    "A video with sound has a track of captions.",
    "Who does not hear misses what is said.",
    "Add a `track` of the kind `captions`.",
)
AUTOPLAY = page_rule(
    "nothing-plays-by-itself",
    "1.4.2 2.2.2",
    "Sound and moving pictures start when the reader wants it.",
    "Sound covers what a screen reader says; motion distracts.",
    "Remove `autoplay`, or add `controls` and `muted` and let it end within five seconds.",
)
TITLE = page_rule(
    "title-says-what-page-it-is",
    "2.4.2",
    "The title of a page says what it is.",
    "Screen readers say the title first; `Untitled` helps nobody.",
    "Write what the page is about into `title`.",
)
LANGUAGE = page_rule(
    "language-is-that-of-the-text",
    "3.1.1 3.1.2",
    "The declared language is that in which the text is written.",
    "Screen readers pronounce it like words of another language.",
    "Mend `lang` of the page, or give the part a `lang` of its own.",
)
IDS = page_rule(
    "ids-are-unique",
    "4.1.1",
    "No two elements of a page have the same id.",
    "Labels and descriptions go to the wrong element.",
    "Give one of them another id.",
)
ON_INPUT = page_rule(
    "input-goes-nowhere",
    "3.2.2",
    "Choosing or typing something does not go to another page.",
    "Who chooses by keyboard is carried away by the first choice.",
    "Add a button that does it.",
)
PURPOSE = page_rule(
    "fields-tell-their-purpose",
    "1.3.5",
    "Fields about the reader say so with `autocomplete`.",
    "Browsers cannot fill them in, nor show a known sign beside them.",
    "Add `autocomplete`, such as `email` or `given-name`.",
)
LABELS = page_rule(
    "fields-have-visible-labels",
    "3.3.2",
    "A field has a label that can be seen, and that stays when something is typed.",
    "With a placeholder alone nobody knows later what was asked.",
    "Write a `label` beside the field.",
)
TRANSCRIBED = page_rule(
    "audio-has-a-transcript",
    "1.2.1",
    "What a recording says can be read, on the page or behind a link.",
    "Who does not hear learns nothing from it.",
    "Write the transcript below it, or link to it.",
)
NAME_HOLDS = page_rule(
    "names-hold-what-is-seen",
    "2.5.3",
    "The name of a control holds the words that are seen on it, in their order.",
    "Who speaks to the computer says what they see, and nothing happens.",
    "Begin `aria-label` with the words that are seen, or remove it.",
)
SAYING = page_rule(
    "headings-and-labels-say-something",
    "2.4.6",
    "Headings and labels are more than a sign or the words of a template.",
    "Who jumps from heading to heading, or from field to field, learns nothing.",
    "Write what stands below the heading, or what belongs into the field.",
)
NOT_OF_TEXT = page_rule(
    "pictures-are-not-of-text",
    "1.4.5",
    "What is nothing but words is text and no picture.",
    "Pictures of words grow blurred, keep their colours and cannot be spaced.",
    "Write the words into the page and style them.",
)
SOUND_MARKUP = page_rule(
    "markup-is-sound",
    "4.1.1",
    "Elements are closed in order, and no attribute stands twice in a tag.",
    "Browsers guess what was meant, and screen readers may guess otherwise.",
    "Close the inner element first; remove the second attribute.",
)
