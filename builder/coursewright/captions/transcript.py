"""A transcript of cues: text to read, in which a script can find the cue that is spoken."""

from __future__ import annotations

from coursewright.captions.cue import Cue
from coursewright.markup import Markup, html
from coursewright_packaging.vocabulary.text import Rich

__all__ = ["transcript"]

_PAUSE = 1.0  # seconds of silence that begin a new paragraph


def transcript(cues: tuple[Cue, ...]) -> Rich:
    """Return the cues as text: a paragraph per speaker and after each pause."""
    paragraphs: list[list[Cue]] = []
    for cue in cues:
        last = paragraphs[-1][-1] if paragraphs else None
        if last and cue.text == last.text:
            continue  # captions that roll up repeat their lines
        if last and cue.start - last.end < _PAUSE and cue.speaker in ("", last.speaker):
            paragraphs[-1].append(cue)
        else:
            paragraphs.append([cue])
    page = "\n".join(_paragraph(cues) for cues in paragraphs)
    return Rich(page, " ".join(cue.flat for cue in cues))


def _paragraph(cues: list[Cue]) -> str:
    minutes, seconds = divmod(int(cues[0].start), 60)
    time = html('<span class="cue-time">{}:{:02}</span> ', minutes, seconds)
    name = cues[0].speaker
    speaker = html('<span class="speaker">{}:</span> ', name) if name else ""
    text = " ".join(_cue(cue) for cue in cues)
    return html("<p>{}{}{}</p>", Markup(time), Markup(speaker), Markup(text))


def _cue(cue: Cue) -> str:
    return html('<span class="cue" data-start="{:.3f}">{}</span>', cue.start, cue.flat)
