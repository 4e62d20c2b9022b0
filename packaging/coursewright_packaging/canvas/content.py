"""The files of assignments, discussions, quizzes, links and tools."""

from __future__ import annotations

from coursewright_packaging import xml
from coursewright_packaging.canvas.course import (
    Assignment,
    CanvasCourse,
    Dates,
    Discussion,
    PeerReview,
    Quiz,
    ToolLink,
)
from coursewright_packaging.canvas.fields import fields, moment, root
from coursewright_packaging.commoncartridge.ids import Ids
from coursewright_packaging.xml import Element, child, serialise

__all__ = ["assignment_settings", "quiz_meta", "tool_link", "topic_meta"]


def assignment_settings(assignment: Assignment, course: CanvasCourse, ids: Ids) -> bytes:
    """Return `assignment_settings.xml`."""
    element = root("assignment", identifier=ids.of("assignment", assignment.id))
    _assignment_fields(
        element,
        title=assignment.title,
        points=assignment.points,
        types=assignment.submission_types,
        group=assignment.group,
        rubric=assignment.rubric,
        peer=assignment.peer_review,
        dates=assignment.dates,
        ids=ids,
    )
    fields(
        element,
        allowed_extensions=",".join(assignment.extensions) or None,
        allowed_attempts=-1 if assignment.attempts is None else assignment.attempts,
    )
    tool = next((tool for tool in course.tools if tool.id == assignment.tool_link), None)
    if tool:
        fields(
            element,
            external_tool_url=tool.url,
            external_tool_new_tab=tool.new_tab,
            resource_link_lookup_uuid=tool.lookup,
        )
    return serialise(element)


def _assignment_fields(
    element: Element,
    *,
    title: str,
    points: float,
    types: tuple[str, ...],
    group: str,
    rubric: str,
    peer: PeerReview | None,
    dates: Dates,
    ids: Ids,
) -> None:
    fields(
        element,
        title=title,
        due_at=moment(dates.due),
        lock_at=moment(dates.lock),
        unlock_at=moment(dates.unlock),
        module_locked=False,
        assignment_group_identifierref=ids.of("group", group) if group else None,
        workflow_state="published",
        rubric_identifierref=ids.of("rubric", rubric) if rubric else None,
        rubric_use_for_grading=True if rubric else None,
        points_possible=float(points),
        grading_type="points",
        submission_types=",".join(types),
        peer_reviews=peer is not None,
    )
    if peer:
        fields(
            element,
            automatic_peer_reviews=peer.automatic,
            anonymous_peer_reviews=peer.anonymous,
            peer_review_count=peer.count,
        )


def topic_meta(discussion: Discussion, ids: Ids) -> bytes:
    """Return Canvas's own facts about a topic."""
    element = root("topicMeta", identifier=ids.of("topic-meta", discussion.id))
    fields(
        element,
        topic_id=ids.of("topic", discussion.id),
        title=discussion.title,
        type="topic",
        discussion_type="threaded",
        require_initial_post=discussion.post_first,
        workflow_state="active",
        module_locked=False,
    )
    if discussion.points is None:
        fields(element, delayed_post_at=moment(discussion.dates.unlock))
        fields(element, lock_at=moment(discussion.dates.lock))
        fields(element, todo_date=discussion.dates.due)
        return serialise(element)
    identifier = ids.of("assignment", discussion.id)
    graded = child(element, "canvas:assignment", identifier=identifier)
    _assignment_fields(
        graded,
        title=discussion.title,
        points=discussion.points,
        types=("discussion_topic",),
        group=discussion.group,
        rubric=discussion.rubric,
        peer=discussion.peer_review,
        dates=discussion.dates,
        ids=ids,
    )
    return serialise(element)


def quiz_meta(quiz: Quiz, ids: Ids) -> bytes:
    """Return `assessment_meta.xml`."""
    settings = quiz.settings
    shown, results = settings.show_answers != "never", ""
    if settings.show_answers == "after-due" and not quiz.dates.due:
        shown = False
    if settings.show_answers == "after-last-attempt":
        results = "until_after_last_attempt"
    element = root("quiz", identifier=ids.of("quiz", quiz.id))
    fields(
        element,
        title=quiz.title,
        description=quiz.html,
        due_at=moment(quiz.dates.due),
        lock_at=moment(quiz.dates.lock),
        unlock_at=moment(quiz.dates.unlock),
        shuffle_answers=settings.shuffle_options,
        scoring_policy=f"keep_{settings.keep}",
        hide_results=results,
        quiz_type="assignment" if settings.graded else "practice_quiz",
        points_possible=float(quiz.points),
        show_correct_answers=shown,
        show_correct_answers_at=moment(quiz.dates.due)
        if settings.show_answers == "after-due"
        else "",
        time_limit=settings.time_limit,
        allowed_attempts=-1 if settings.attempts is None else settings.attempts,
        one_question_at_a_time=settings.one_at_a_time,
        cant_go_back=False,
        available=True,
        module_locked=False,
    )
    if settings.graded:
        graded = child(element, "canvas:assignment", identifier=ids.of("assignment", quiz.id))
        _assignment_fields(
            graded,
            title=quiz.title,
            points=quiz.points,
            types=("online_quiz",),
            group=quiz.group,
            rubric="",
            peer=None,
            dates=quiz.dates,
            ids=ids,
        )
        fields(graded, quiz_identifierref=ids.of("quiz", quiz.id))
        if quiz.group:
            fields(element, assignment_group_identifierref=ids.of("group", quiz.group))
    return serialise(element)


def tool_link(tool: ToolLink) -> bytes:
    """Return the LTI 1.3 resource link; it names no client and no key."""
    element = xml.root("lticc13:cartridge_basiclti_link", "blti", "lticm", "lticp")
    child(element, "blti:title", tool.title)
    secure = "secure_launch_url" if tool.url.startswith("https:") else "launch_url"
    child(element, f"blti:{secure}", tool.url)
    custom = child(element, "blti:custom")
    for name, value in tool.custom:
        child(custom, "lticm:property", value).set("name", name)
    extensions = child(element, "blti:extensions", platform="canvas.instructure.com")
    child(extensions, "lticm:property", tool.lookup).set("name", "lookup_uuid")
    return serialise(element)
