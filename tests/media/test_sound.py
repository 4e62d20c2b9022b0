"""Judging what was measured, where no file that ffmpeg writes would show the edge."""

from __future__ import annotations

from coursewright.captions.cue import Cue
from coursewright.media.speech import fit


def test_a_cue_that_ends_in_a_thousand_years_costs_no_memory() -> None:
    speech = ((0.0, 2.0), (5.0, 8.0))
    near = [Cue(0.0, 2.0, "One."), Cue(5.0, 100.0, "Two.")]
    far = [Cue(0.0, 2.0, "One."), Cue(5.0, 99_999_999_999 * 3600.0, "Two.")]
    assert fit(far, speech, 10.0) == fit(near, speech, 10.0)
