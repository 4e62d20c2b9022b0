"""The bundle that the grading service loads: read and verified, never uploaded to a platform."""
