"""Rules of the Coursera bundle, from Coursera's lab images and from those who import quizzes."""

from __future__ import annotations

from coursewright_packaging.diagnostic import Rule, Severity

__all__ = ["RULES"]

_ERROR, _WARNING = Severity.ERROR, Severity.WARNING

PLAN_COMPLETE = Rule(
    "coursera-plan-is-complete",
    _ERROR,
    "The upload plan names every member of the bundle and nothing else.",
    "Somebody uploads too little, or looks for what is not there.",
    "Write the plan anew with the bundle.",
)
FACTS_WHOLE = Rule(
    "coursera-facts-are-whole",
    _ERROR,
    "course_metadata.json, learning-objectives.json and upload-plan.json have their keys.",
    "Tools and people that fill in the course's settings stop.",
    "Write the missing key.",
)
QUIZ_NUMBERED = Rule(
    "coursera-quiz-is-numbered",
    _ERROR,
    "Questions are numbered from 1 without gaps; variations of a number count from 1.",
    "The import stops or mixes questions up.",
    "Number them anew.",
    "Coursera quiz documents, as third parties write them",
)
QUIZ_TYPE = Rule(
    "coursera-quiz-type-is-known",
    _ERROR,
    "Every question has a type that the import knows.",
    "The import refuses the question.",
    "Use multiple choice, checkbox, text match or regular expression.",
    "Coursera quiz documents, as third parties write them",
)
QUIZ_KEY = Rule(
    "coursera-quiz-has-key",
    _ERROR,
    "Every question has a right answer: exactly one for multiple choice, at least one otherwise.",
    "Nobody could answer it right.",
    "Mark the right answer with `*`.",
    "Coursera quiz documents, as third parties write them",
)
QUIZ_OPTIONS = Rule(
    "coursera-quiz-has-options",
    _ERROR,
    "Options are lettered from A on, after a prompt; a choice has at least two.",
    "The import reads the options as text.",
    "Letter them anew.",
    "Coursera quiz documents, as third parties write them",
)
YAML_SHAPE = Rule(
    "coursera-yaml-has-shape",
    _ERROR,
    "A YAML quiz is a list of multipleChoice questions with prompt, options and one right answer.",
    "The import refuses the file.",
    "Write typeName, prompt, shuffleOptions and options.",
)
DOCKERFILE_ROOT = Rule(
    "coursera-dockerfile-at-root",
    _ERROR,
    "A lab image's archive has its Dockerfile at the root.",
    "Lab Manager finds nothing to build.",
    "Pack the folder's content, not the folder.",
    "coursera-labs, README",
)
COPY_EXISTS = Rule(
    "coursera-copy-exists",
    _ERROR,
    "Everything that the Dockerfile copies is in the archive.",
    "The image's build stops.",
    "Add the file or mend the COPY line.",
)
ONE_PORT = Rule(
    "coursera-one-port",
    _ERROR,
    "The Dockerfile exposes one port, the manifest's.",
    "The platform's proxy finds no server.",
    "Write one EXPOSE line.",
    "coursera-labs, README",
)
NOT_ROOT = Rule(
    "coursera-image-is-unprivileged",
    _WARNING,
    "The image ends as a user other than root, with a HEALTHCHECK and a cleared package cache.",
    "Coursera's own review asks for it.",
    "Add USER, HEALTHCHECK, and remove /var/lib/apt/lists.",
    "Coursera's lab requirements, second-hand",
)
HIDDEN_COMPLETE = Rule(
    "coursera-hidden-is-complete",
    _ERROR,
    "`.hidden` names every file that learners may not see.",
    "Learners could open graders and gradebooks.",
    "Write the missing lines.",
    "coursera-labs, nbgrader image",
)
READING_LINKS = Rule(
    "coursera-reading-links-resolve",
    _ERROR,
    "Every relative address in a reading leads to a member of the bundle.",
    "Whoever pastes the reading, and every learner after that, meets a dead link.",
    "Keep the text without the link, or add the file.",
)
NESTED_OPENS = Rule(
    "coursera-archive-opens",
    _ERROR,
    "Every archive in the bundle can be opened.",
    "The upload is refused.",
    "Build the bundle again.",
)

RULES = (
    PLAN_COMPLETE,
    FACTS_WHOLE,
    QUIZ_NUMBERED,
    QUIZ_TYPE,
    QUIZ_KEY,
    QUIZ_OPTIONS,
    YAML_SHAPE,
    DOCKERFILE_ROOT,
    COPY_EXISTS,
    ONE_PORT,
    NOT_ROOT,
    HIDDEN_COMPLETE,
    READING_LINKS,
    NESTED_OPENS,
)
