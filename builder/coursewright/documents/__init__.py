"""Attached documents: PDF, Word and PowerPoint files, read by content and held against rules."""
