"""Rules about files and their shape, before anything is known about their meaning."""

from __future__ import annotations

from coursewright_packaging.diagnostic import Rule, Severity

__all__ = ["RULES"]

_ERROR, _WARNING = Severity.ERROR, Severity.WARNING

FILE_STAYS_IN_COURSE = Rule(
    "file-stays-in-course",
    _ERROR,
    "Every file lies inside the course folder; links do not lead out of it.",
    "A link out of the folder would publish other files of the machine, or none elsewhere.",
    "Copy the file into the course folder.",
    firm=True,
)
NAME_IS_SHORT = Rule(
    "name-is-short",
    _ERROR,
    "Names of files and folders have at most 100 letters.",
    "Packages name files after module and item; no system takes more than 255 letters.",
    "Rename it; the title may be as long as you like.",
    firm=True,
)
FILE_NAME_IS_PLAIN = Rule(
    "file-name-is-plain",
    _ERROR,
    "File names have no control characters, backslashes or invisible direction marks.",
    "Such a name shows as something else than it is, and platforms refuse it.",
    "Rename the file.",
    firm=True,
)
FILE_IS_KNOWN = Rule(
    "file-is-known",
    _WARNING,
    "Every file that looks like a part of the course is one: by its number, its name, its ending.",
    "A misspelt name would silently leave the file out of the course.",
    "Use .md, .ipynb, .quiz.yaml, .video.yaml or another ending of docs/course-format.md.",
)
TEXT_IS_UTF8 = Rule(
    "text-is-utf8",
    _ERROR,
    "Text files are UTF-8.",
    "Other encodings show as wrong letters on some platforms.",
    "Save the file as UTF-8.",
    firm=True,
)
TEXT_IS_PRINTABLE = Rule(
    "text-is-printable",
    _ERROR,
    "Texts hold no control characters but tabs and line ends, and no halves of characters.",
    "The XML of packages cannot hold them, and they show as nothing or as a box.",
    "Delete the character; it often comes along when text is copied from a terminal or a PDF.",
    "XML 1.0, production 2",
    firm=True,
)
TEXT_IS_NOT_HUGE = Rule(
    "text-is-not-huge",
    _ERROR,
    "A text file has at most 5 MB.",
    "No learner reads that much, and platforms refuse it.",
    "Split the file, or move data and pictures out of it.",
    firm=True,
)
YAML_PARSES = Rule(
    "yaml-parses",
    _ERROR,
    "YAML is well-formed and plain.",
    "What cannot be read cannot be built.",
    "Mend the line; quote text that holds `: ` or begins with a sign.",
    "YAML 1.2.2",
    firm=True,
)
YAML_STAYS_SMALL = Rule(
    "yaml-stays-small",
    _ERROR,
    "The YAML of a file has at most 200,000 values, aliases unfolded, and 50 levels.",
    "A few lines with aliases can unfold to more than a computer holds.",
    "Write out what aliases (`*name`) repeat, take away brackets that are too many, or split it.",
    firm=True,
)
FRONT_MATTER_CLOSES = Rule(
    "front-matter-closes",
    _ERROR,
    "Front matter that begins with `---` ends with a line `---`.",
    "Its keys would be shown to learners as text, and have no effect.",
    "Write `---` on a line of its own below the last key.",
)
KEY_IS_KNOWN = Rule(
    "key-is-known",
    _ERROR,
    "Every key is one of the course format.",
    "A misspelt key would silently do nothing.",
    "Mend the spelling or remove the key; docs/course-format.md lists the keys.",
    firm=True,
)
KEY_IS_PRESENT = Rule(
    "key-is-present",
    _ERROR,
    "Keys without a default are written.",
    "The item cannot be made without it.",
    "Add the key.",
    firm=True,
)
VALUE_FITS = Rule(
    "value-fits",
    _ERROR,
    "Every value has the type and range that its key allows.",
    "A wrong value would mean something else than intended.",
    "Write a value that the message allows.",
    firm=True,
)
FORMAT_IS_CURRENT = Rule(
    "format-is-current",
    _ERROR,
    "The course is written in the format that this version reads.",
    "An older or newer format means other things by the same keys.",
    "Change the course as the message says, then set `format: 1`.",
    firm=True,
)
COURSE_FILE_EXISTS = Rule(
    "course-file-exists",
    _ERROR,
    "A course folder has a course.yaml.",
    "Without it the folder is no course.",
    "Write a course.yaml with at least a title, or name the right folder with --content.",
    firm=True,
)
MODULE_EXISTS = Rule(
    "module-exists",
    _ERROR,
    "A course has at least one module folder with an item.",
    "An empty course cannot be built.",
    "Make a folder such as `01-start` with a lesson `01-welcome.md` in it.",
    firm=True,
)
MODULE_HAS_ITEMS = Rule(
    "module-has-items",
    _WARNING,
    "Every module has an item.",
    "Learners would open an empty module.",
    "Add an item, which is a file whose name begins with a number, or remove the folder.",
)
MODULE_HAS_NUMBER = Rule(
    "module-has-number",
    _WARNING,
    "A folder with items has a number in front, or a module.yaml.",
    "Its place in the course is a guess: behind the modules with a number.",
    "Put a number in front of the folder's name; pictures and media belong in `assets/`.",
)
FILE_EXISTS = Rule(
    "file-exists",
    _ERROR,
    "Every file that the course names exists.",
    "Learners would meet a broken link or player.",
    "Mend the path, which is relative to the file that names it, or add the file.",
    firm=True,
)
NOTEBOOK_PARSES = Rule(
    "notebook-parses",
    _ERROR,
    "A notebook is JSON of nbformat 4.",
    "Neither Jupyter nor this program can open it.",
    "Open and save it in Jupyter, or restore it.",
    "nbformat 4.5",
    firm=True,
)
TERM_EXISTS = Rule(
    "term-exists",
    _ERROR,
    "The chosen term has a file in terms/.",
    "Without it there are no dates to write.",
    "Choose one of the files in terms/, without `.yaml`.",
    firm=True,
)
MOMENT_EXISTS = Rule(
    "moment-exists",
    _ERROR,
    "Dates are real moments in a known time zone.",
    "Clocks jump in spring: a time in the gap never comes, and platforms differ about it.",
    "Write YYYY-MM-DD HH:MM and an IANA zone such as Europe/Berlin.",
    "IANA time zone database",
    firm=True,
)
HINT_LEVELS_FOLLOW = Rule(
    "hint-levels-follow",
    _ERROR,
    "A part's hints begin with level_1 and leave no level out.",
    "Each level is unlocked by the one before.",
    "Write the missing level, or number the others anew.",
)
LAB_FILE_IS_PUBLIC = Rule(
    "lab-file-may-be-public",
    _ERROR,
    "Files for learners are no backups, solutions, gradebooks, links or leftovers of tools.",
    "Such files hold what only instructors may read, or nothing that a learner needs.",
    "Name the files that learners need, or rename or remove this one.",
    firm=True,
)

CRITERION_EXISTS = Rule(
    "criterion-exists",
    _ERROR,
    "Tests and rules of a lab feed criteria that the lab declares.",
    "What they find would count nowhere.",
    "Name a criterion of `grading.criteria`, or declare one.",
)
PATTERN_FITS_A_CELL = Rule(
    "pattern-fits-a-cell",
    _ERROR,
    "Every pattern of a criterion's `cells` fits the grade id of a graded cell.",
    "The criterion would lack the points that it is meant to have.",
    "Mend the pattern, or the grade id in the notebook.",
)
CELL_FEEDS_A_CRITERION = Rule(
    "graded-cell-feeds-a-criterion",
    _WARNING,
    "Every graded cell feeds a criterion of the lab, where there are criteria.",
    "Its points count for the first criterion, whatever that is about.",
    "Begin the grade id with the criterion's id, or name the cell under the criterion's `cells`.",
)
RULES = (
    FILE_STAYS_IN_COURSE,
    FILE_NAME_IS_PLAIN,
    NAME_IS_SHORT,
    FILE_IS_KNOWN,
    TEXT_IS_UTF8,
    TEXT_IS_NOT_HUGE,
    TEXT_IS_PRINTABLE,
    YAML_PARSES,
    YAML_STAYS_SMALL,
    FRONT_MATTER_CLOSES,
    KEY_IS_KNOWN,
    KEY_IS_PRESENT,
    VALUE_FITS,
    FORMAT_IS_CURRENT,
    COURSE_FILE_EXISTS,
    MODULE_EXISTS,
    MODULE_HAS_ITEMS,
    MODULE_HAS_NUMBER,
    FILE_EXISTS,
    NOTEBOOK_PARSES,
    TERM_EXISTS,
    MOMENT_EXISTS,
    CRITERION_EXISTS,
    PATTERN_FITS_A_CELL,
    CELL_FEEDS_A_CRITERION,
    HINT_LEVELS_FOLLOW,
    LAB_FILE_IS_PUBLIC,
)
