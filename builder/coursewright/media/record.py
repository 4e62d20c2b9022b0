"""`reports/media.json`: what was measured, and what is wrong with it."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from coursewright.media.examine import Examination
from coursewright.media.facts import Media

__all__ = ["media_record"]

_NOT_EXAMINED = (
    "MEDIA WERE NOT EXAMINED: PyAV is not installed; run `pip install coursewright[media]`"
)


def media_record(examination: Examination) -> dict[str, Any]:
    """Return the report as plain data."""
    return {
        "version": 1,
        "examined": examination.examined,
        "note": "" if examination.examined else _NOT_EXAMINED,
        "profile": examination.plan.profile,
        "guideline": examination.plan.captions.name,
        "deep": bool(examination.frames),
        "files": [
            {"path": path, **_facts(media), **_frames(examination, path)}
            for path, media in sorted(examination.measured.items())
        ],
        "diagnostics": [
            {**asdict(each), "severity": each.severity.value} for each in examination.diagnostics
        ],
    }


def _facts(media: Media) -> dict[str, Any]:
    facts = asdict(media)
    if media.picture and media.picture.timing:
        timing = media.picture.timing
        facts["picture"]["constant_rate"] = timing.constant
        facts["picture"]["kbit"] = (
            round(timing.octets * 8 / 1000 / media.picture.length) if media.picture.length else None
        )
    return facts


def _frames(examination: Examination, path: str) -> dict[str, Any]:
    frames = examination.frames.get(path)
    return {"frames": asdict(frames)} if frames else {}
