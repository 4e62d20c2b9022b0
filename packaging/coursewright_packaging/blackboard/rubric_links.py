"""Which rubric judges what: the associations of rubrics with columns of the grade centre."""

from __future__ import annotations

from collections.abc import Sequence

from coursewright_packaging.blackboard.course import Gradable
from coursewright_packaging.blackboard.elements import boolean, node, root, value
from coursewright_packaging.blackboard.identifiers import Ids
from coursewright_packaging.xml import Element

__all__ = ["rubric_links"]

_NO_TEST = "{unset id}"


def rubric_links(judged: Sequence[Gradable], ids: Ids) -> Element:
    """Return the COURSERUBRICASSOCIATIONS document.

    judged: what has a column and a rubric. Learners see the rubric before and after the grading.
    """
    document = root("COURSERUBRICASSOCIATIONS")
    for item in judged:
        association = node(document, "ASSOCIATION")
        for name, content in (
            ("ASSOCIATION_ID", ids.object("rubric link", item.id)),
            ("LEARNRUBRICID", ids.object("rubric", item.rubric)),
            ("GRADEBOOKCOLID", ids.object("column", item.id)),
            ("QTIASIDATAID", _NO_TEST),
            ("DISPLAYBEFOREGRADING", boolean(True)),
            ("DISPLAYAFTERGRADING", boolean(True)),
            ("DISPLAYGRADEDRUBRIC", boolean(True)),
            ("DISPLAYPERCENTOFGRADE", boolean(False)),
        ):
            value(association, name, content)
    return document
