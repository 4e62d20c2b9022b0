"""Questions of every type as items of the dialect."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from coursewright_packaging.blackboard import choice_items, matching_items, typed_items
from coursewright_packaging.blackboard.item_frame import AssessmentKind
from coursewright_packaging.errors import PackagingError
from coursewright_packaging.vocabulary import questions as q
from coursewright_packaging.vocabulary.text import Rich
from coursewright_packaging.xml import Element

__all__ = ["write_item"]

# `Any`: each writer takes its own question type, which the key of the mapping guarantees.
_WRITERS: Mapping[type, Callable[[Element, Any, str, AssessmentKind], None]] = {
    q.MultipleChoice: choice_items.multiple_choice,
    q.MultipleAnswer: choice_items.multiple_answer,
    q.TrueFalse: choice_items.true_false,
    q.Ordering: choice_items.ordering,
    q.Dropdowns: choice_items.dropdowns,
    q.Matching: matching_items.matching,
    q.ShortAnswer: typed_items.short_answer,
    q.Blanks: typed_items.blanks,
    q.Numeric: typed_items.numeric,
    q.Formula: typed_items.formula,
    q.Essay: typed_items.essay,
    q.FileUpload: typed_items.file_upload,
}


def write_item(parent: Element, question: q.Question[Rich], asi: str, kind: AssessmentKind) -> None:
    """Append the question to a section. asi: its object id, `_n_1`, unique in the package.

    Raises PackagingError for text between questions, which Learn has no item for.
    """
    writer = _WRITERS.get(type(question))
    if writer is None:
        raise PackagingError(f"Blackboard has no item for the question `{question.id}`")
    writer(parent, question, asi, kind)
