"""Rules of the Coursera bundle, from Coursera's lab images and from those who import quizzes."""

from __future__ import annotations

from coursewright_packaging.diagnostic import Rule, Severity

__all__ = ["IMAGE_RULES", "RULES"]

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

QUIZ_SYNTAX = Rule(
    "coursera-quiz-text-is-no-syntax",
    _ERROR,
    "No line of a prompt begins like a heading, an option or feedback.",
    "The import cuts the question there.",
    "Write the line otherwise, or mend the heading or option that it should be.",
    "Coursera quiz documents, as third parties write them",
)
FEEDBACK_PLAIN = Rule(
    "coursera-feedback-has-no-picture",
    _ERROR,
    "Feedback holds no picture.",
    "The import refuses the document.",
    "Describe in words what the picture shows.",
    "Coursera quiz documents, as third parties write them",
)
DEFAULT_FEEDBACK = Rule(
    "coursera-choice-has-no-default-feedback",
    _ERROR,
    "Only questions with typed answers have default feedback.",
    "The import refuses the question.",
    "Write the feedback under each option.",
    "Coursera quiz documents, as third parties write them",
)
STEP_TOLD = Rule(
    "coursera-step-is-told",
    _ERROR,
    "Every step of the upload plan says what to do.",
    "Whoever uploads has to guess.",
    "Write `do`.",
)
STARTS_FROM = Rule(
    "coursera-dockerfile-starts-from-image",
    _ERROR,
    "The Dockerfile begins with FROM.",
    "The image's build stops at the first line.",
    "Name the image to build on.",
    "Dockerfile reference, FROM",
)
MANIFEST_WHOLE = Rule(
    "coursera-image-manifest-is-whole",
    _ERROR,
    "manifest.json has a name, an httpPort, and mounts that name folders from the root.",
    "The local simulator stops, and no work is kept between sessions.",
    'Write {"name": …, "httpPort": 8888, "mounts": [{"path": …}]}.',
    "coursera-labs, README",
)
GRADER_ENV = Rule(
    "coursera-grader-needs-no-env",
    _WARNING,
    "A grader's Dockerfile sets no ENV.",
    "Coursera wipes it before it runs the grader.",
    "Export the variable in the script of the ENTRYPOINT.",
    "coursera_autograder, README",
)
GRADER_ENTRY = Rule(
    "coursera-grader-has-entry",
    _ERROR,
    "A grader's ENTRYPOINT names a command.",
    "Coursera has nothing to run.",
    'Write ENTRYPOINT ["/grader/grade.sh"].',
    "coursera_autograder, README",
)
FEEDBACK_CONTRACT = Rule(
    "coursera-feedback-follows-contract",
    _ERROR,
    "feedback.json has feedback, and a fractionalScore from 0 to 1 or isCorrect.",
    "Coursera shows learners an error instead of a grade.",
    'Write {"fractionalScore": 0.75, "feedback": "…"}.',
    "coursera_autograder, commands/grade.py",
)

IMAGE_RULES = (
    DOCKERFILE_ROOT,
    STARTS_FROM,
    COPY_EXISTS,
    MANIFEST_WHOLE,
    ONE_PORT,
    NOT_ROOT,
    HIDDEN_COMPLETE,
    GRADER_ENV,
    GRADER_ENTRY,
)
"""What holds for the archive of an image alone."""
RULES = (
    PLAN_COMPLETE,
    FACTS_WHOLE,
    STEP_TOLD,
    QUIZ_NUMBERED,
    QUIZ_TYPE,
    QUIZ_KEY,
    QUIZ_OPTIONS,
    QUIZ_SYNTAX,
    FEEDBACK_PLAIN,
    DEFAULT_FEEDBACK,
    YAML_SHAPE,
    *IMAGE_RULES,
    READING_LINKS,
    NESTED_OPENS,
    FEEDBACK_CONTRACT,
)
