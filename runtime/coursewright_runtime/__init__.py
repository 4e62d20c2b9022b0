"""The lab and grading service, and the one grading engine that everything else runs."""
