"""Rules about what stands in lessons, notebooks, questions and labs."""

from __future__ import annotations

from coursewright_packaging.diagnostic import Rule, Severity

__all__ = ["RULES"]

_ERROR, _WARNING = Severity.ERROR, Severity.WARNING

LINK_RESOLVES = Rule(
    "link-resolves",
    _ERROR,
    "Every link into the course leads to an item, a heading or a file that exists.",
    "Learners would meet a broken link or an empty picture.",
    "Mend the path, which is relative to this file, or write `id:` and an item's id.",
    firm=True,
)
IMAGE_HAS_ALT = Rule(
    "image-has-alt-text",
    _ERROR,
    "Every image has a text that says what it shows, or is marked as decorative.",
    "Learners who do not see the image get nothing.",
    "Write `![what it shows](file)`, or `![](file){.decorative}` when it shows nothing.",
    "WCAG 2.1, 1.1.1",
)
HEADINGS_STEP = Rule(
    "headings-step",
    _ERROR,
    "Headings go down one level at a time.",
    "Screen reader users move by headings; a skipped level sounds like a lost section.",
    "Use the next level, for example ## below #.",
    "WCAG 2.1, 1.3.1",
)
LINK_HAS_TEXT = Rule(
    "link-has-text",
    _ERROR,
    "Every link has a text.",
    "A link without text is announced as its address.",
    "Write what the link leads to between the brackets.",
    "WCAG 2.1, 2.4.4",
)
CODE_LANGUAGE = Rule(
    "code-language-is-known",
    _WARNING,
    "The language of a code block is one that can be highlighted.",
    "The block stays plain.",
    "Mend the name, or write `text`.",
)
MATH_PARSES = Rule(
    "math-parses",
    _ERROR,
    "Formulas are LaTeX that can be compiled to MathML.",
    "Learners would see raw LaTeX.",
    "Mend the formula, or write `\\$` for a dollar sign.",
)
DIRECTIVE_IS_KNOWN = Rule(
    "directive-is-known",
    _ERROR,
    "Every `:::` opens a directive of the course format.",
    "The text would lose its meaning.",
    "Use note, tip, important, warning, caution, details, figure, table or video.",
)
DIRECTIVE_CLOSES = Rule(
    "directive-closes",
    _ERROR,
    "Every `::: name` is closed by a line `:::`, and every such line closes one.",
    "All that follows would stand inside the directive, or the colons would be shown.",
    "Add the missing `:::`, or remove the one too many.",
)
DIRECTIVES_ARE_SHALLOW = Rule(
    "directives-are-shallow",
    _ERROR,
    "At most ten directives stand in one another.",
    "No reader follows more, and a page of boxes in boxes has no room for words.",
    "Close directives with `:::` before the next one begins.",
    firm=True,
)
HTML_IS_SAFE = Rule(
    "html-is-safe",
    _ERROR,
    "HTML in Markdown holds only elements and attributes that every platform keeps.",
    "Platforms remove scripts, forms and event handlers, each in its own way.",
    "Write it in Markdown, or remove the element.",
)
LINK_IS_SAFE = Rule(
    "link-is-safe",
    _ERROR,
    "Addresses are web addresses, mail or telephone, or lead into the course.",
    "Others run programs or open files of the learner's computer; platforms take them away.",
    "Allowed are https:, http:, mailto:, tel:, id: and a path from the file to another file.",
    firm=True,
)
REGION_CLOSES = Rule(
    "solution-region-closes",
    _ERROR,
    "Every BEGIN of a solution, hidden test or mark scheme has its END, spelt right, not nested.",
    "The solution would be published.",
    "Write `### BEGIN SOLUTION` and `### END SOLUTION` on lines of their own, in capitals.",
    "nbgrader 0.9, delimiters",
    firm=True,
)
GRADE_CELL_IS_WHOLE = Rule(
    "grade-cell-is-whole",
    _ERROR,
    "nbgrader cells have a unique grade_id and, when graded, points.",
    "nbgrader refuses the notebook.",
    "Set them with nbgrader's Create Assignment view.",
    "nbgrader cell metadata v3",
    firm=True,
)
STUB_IS_KNOWN = Rule(
    "solution-stub-is-known",
    _ERROR,
    "Solutions are in a language for which there is a stub.",
    "What learners would find in the solution's place would be no comment of their language.",
    "Languages with a stub are python, R, matlab, octave, sas and java.",
    "nbgrader 0.9, ClearSolutions.code_stub",
    firm=True,
)
TESTS_ARE_WRITTEN_OUT = Rule(
    "tests-are-written-out",
    _ERROR,
    "Tests stand in the notebook as they are run.",
    "Learners would get the line that says what is tested instead of a test.",
    "Write them with `nbgrader generate_assignment --source_with_tests`; use that notebook.",
    "nbgrader 0.9, InstantiateTests",
    firm=True,
)
SOLUTION_IS_MARKED = Rule(
    "solution-is-marked",
    _WARNING,
    "Solutions stand between their delimiters, not beside them.",
    "Learners get every line outside of a region.",
    "Move the line between `### BEGIN SOLUTION` and `### END SOLUTION`, or word it differently.",
)
HINT_KEEPS_SECRETS = Rule(
    "hint-keeps-secrets",
    _ERROR,
    "Hints of levels 1 to 3 hold no line of a solution, a hidden test or an instructor's file.",
    "Everybody reads these hints.",
    "Word the hint without the line, or move it into the part's `solution`.",
)
RUNS_ON_OLD_PYTHON = Rule(
    "learner-code-is-python-3-9",
    _WARNING,
    "What learners run is written in Python 3.9.",
    "Lab images have that Python; a newer word in the file stops it in its first line.",
    "Write it without the newer word, for example `if` instead of `match`.",
)
OUTPUT_HAS_ALT = Rule(
    "output-has-alt-text",
    _WARNING,
    "A picture that a notebook cell puts out has a text that says what it shows.",
    "Learners who do not see the picture get nothing.",
    "Write `alt` into the cell's metadata.",
    "WCAG 2.1, 1.1.1",
)

RULES = (
    LINK_RESOLVES,
    IMAGE_HAS_ALT,
    HEADINGS_STEP,
    LINK_HAS_TEXT,
    LINK_IS_SAFE,
    CODE_LANGUAGE,
    MATH_PARSES,
    DIRECTIVE_CLOSES,
    DIRECTIVE_IS_KNOWN,
    DIRECTIVES_ARE_SHALLOW,
    HTML_IS_SAFE,
    REGION_CLOSES,
    GRADE_CELL_IS_WHOLE,
    STUB_IS_KNOWN,
    TESTS_ARE_WRITTEN_OUT,
    SOLUTION_IS_MARKED,
    HINT_KEEPS_SECRETS,
    RUNS_ON_OLD_PYTHON,
    OUTPUT_HAS_ALT,
)
