"""Captions: WebVTT and SRT read strictly, held against guidelines, moved, made into transcripts."""
