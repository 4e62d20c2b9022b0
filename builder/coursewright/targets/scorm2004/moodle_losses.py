"""What the packages for Moodle lose beside what every SCORM package loses."""

from __future__ import annotations

from collections.abc import Iterator

from coursewright.model.course import Publication
from coursewright.targets.base import Loss
from coursewright.targets.scorm2004.addresses import sco_id
from coursewright_packaging.scorm12.prerequisites import gates
from coursewright_packaging.scorm2004.answer_keys import suspend_limit
from coursewright_packaging.scorm2004.course import Sco, ScormCourse, Test, walk

__all__ = ["moodle_losses"]

_SCORM_12 = "In Moodle's package of SCORM 1.2"
_ONE_SCO = "In Moodle's package of one SCO"
_KEPT_12, _KEPT_2004 = 4096, 64_000  # characters of suspend_data
_PAGE = 200  # characters that the course keeps of a page beside its answers
_RECORDS = 250  # interactions that a platform takes of one SCO


def moodle_losses(publication: Publication, course: ScormCourse) -> Iterator[Loss]:
    """Yield what is lost in one of the two packages for Moodle."""
    tests = _tests(course)
    yield from _waiting(publication, course)
    for item in publication.items():
        test = tests.get(sco_id(item.id))
        if test and suspend_limit(test) > _KEPT_12:
            reason = f"{_SCORM_12} a page keeps {_KEPT_12} characters."
            fallback = "The longest answers of an attempt that is left may not come back."
            yield Loss("quiz.questions", item.id, reason, fallback)
    yield from _whole(course, tests)


def _tests(course: ScormCourse) -> dict[str, Test]:
    scos = (each for each in walk(course.activities) if isinstance(each, Sco))
    return {sco.id: sco.test for sco in scos if sco.test}


def _waiting(publication: Publication, course: ScormCourse) -> Iterator[Loss]:
    known = gates(course)
    for item in publication.items():
        gate = known.get(sco_id(item.id))
        if gate and not gate.whole:
            reason = f"{_SCORM_12} what an item waits for has at most 200 characters."
            yield Loss("module.prerequisites", item.id, reason, "It waits for the last of them.")


def _whole(course: ScormCourse, tests: dict[str, Test]) -> Iterator[Loss]:
    pages = sum(isinstance(each, Sco) for each in walk(course.activities))
    if pages * _PAGE + sum(map(suspend_limit, tests.values())) > _KEPT_2004:
        reason = f"{_ONE_SCO} the whole course keeps {_KEPT_2004} characters."
        yield Loss("quiz.questions", "", reason, "The longest answers may not be shown again.")
    if sum(len(test.parts) for test in tests.values()) > _RECORDS:
        reason = f"{_ONE_SCO} Moodle records {_RECORDS} answers."
        yield Loss("quiz.questions", "", reason, "Scores count all; later answers have no record.")
    if any(test.settings.attempts != 1 for test in tests.values()):
        reason = "Moodle lets nobody answer a page again that is completed and left."
        fallback = "Attempts that are left are taken before the page is left."
        yield Loss("quiz.attempts", "", reason, fallback, "Allow more attempts in Moodle.")
