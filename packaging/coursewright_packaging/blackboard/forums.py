"""The discussion board: one conference that holds a forum per discussion."""

from __future__ import annotations

from coursewright_packaging.blackboard.course import Forum
from coursewright_packaging.blackboard.elements import boolean, node, root, value
from coursewright_packaging.blackboard.identifiers import Ids
from coursewright_packaging.xml import Element

__all__ = ["conferences", "forum"]


def conferences(title: str, ids: Ids) -> Element:
    """Return the CONFERENCES document. title: that of the course."""
    document = root("CONFERENCES")
    conference = node(document, "CONFERENCE", id=ids.object("conference"))
    value(conference, "TITLE", title)
    description = node(conference, "DESCRIPTION")
    node(description, "TEXT")
    value(description, "TYPE", "S")
    for name in ("AREA", "ICON", "GROUPID"):
        value(conference, name)
    value(node(conference, "FLAGS"), "ISAVAILABLE", "true")
    _dates(conference)
    return document


def forum(of: Forum, ids: Ids) -> Element:
    """Return the FORUM document of a discussion."""
    document = root("FORUM", id=ids.object("forum", of.id))
    value(document, "CONFERENCEID", ids.object("conference"))
    value(document, "TITLE", of.title)
    description = node(document, "DESCRIPTION")
    node(description, "TEXT", of.body)
    flags = node(description, "FLAGS")
    value(flags, "ISHTML", "true")
    value(flags, "ISNEWLINELITERAL", "false")
    _dates(document)
    # The only value that a public sample shows; the target reports what is lost by it.
    value(document, "POSTFIRST", "NO_POST_FIRST")
    flags = node(document, "FLAGS")
    for name, truth in _flags(of).items():
        value(flags, name, boolean(truth))
    node(document, "MESSAGETHREADS")
    return document


def _dates(parent: Element) -> None:
    dates = node(parent, "DATES")
    value(dates, "CREATED")
    value(dates, "UPDATED")


def _flags(of: Forum) -> dict[str, bool]:
    return {
        "ALLOWDELETETREE": False,
        "ALLOWANONYMOUSPOSTINGS": False,
        "ALLOWAUTHOREDIT": True,
        "ALLOWAUTHORREMOVE": False,
        "ALLOWFILEATTACHMENTS": True,
        "ALLOWFORUMGRADING": of.points is not None,
        "ALLOWMEMBERRATE": False,
        "ALLOWMESSAGETAGGING": False,
        "ALLOWNEWTHREADS": True,
        "ALLOWQUOTE": True,
        "ALLOWSUBSCRIBEFORUM": True,
        "ALLOWSUBSCRIBETHREAD": False,
        "ALLOWTHREADALIGNMENTS": False,
        "ALLOWTHREADGRADING": False,
        "ENFORCEMODERATION": False,
        "INCLUDEMESSAGESUBSCRIPTION": False,
        "ISAVAILABLE": True,
    }
