"""Course to Publication: Markdown, notebooks, questions, labs and captions to what platforms take.

Author's Markdown (CommonMark with tables, strikethrough, footnotes, definition and task lists) is
described in docs/course-format.md.

CSS classes of compiled HTML, for themes:

    admonition admonition-note …-tip …-important …-warning …-caution admonition-title
                                             div[role=note] > p.admonition-title
    details details-body long-description    details > summary + div
    figure figure-caption                    figure > img + figcaption
    table-wrap                               div[role=group][tabindex] > table > caption
    align-left align-center align-right      td and th
    code-block code-title code-description highlight
                                             div or figure > pre > code; tokens carry Pygments'
                                             short classes (k, kn, s1, c1, mi, nf, …)
    math-block math-inline                   div > math; math
    footnotes footnote-ref footnote-backref  section > ol; sup; a
    task-list-item task-mark task-done       li; span[role=img]
    video audio player-caption cue-time speaker
                                             figure > video + figcaption; spans of a transcript
    self-check self-check-title self-check-stem self-check-options self-check-answer
    self-check-feedback                      section; the answer is a details
    notebook cell cell-markdown cell-code cell-label cell-input cell-output
    output-text output-stderr output-error output-image output-html output-latex
"""

from __future__ import annotations

from coursewright.compile.course import Compiled, compile_course

__all__ = ["Compiled", "compile_course"]
