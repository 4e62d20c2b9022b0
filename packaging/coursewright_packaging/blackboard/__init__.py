"""Blackboard Learn: Building Blocks, native course and pool packages, tab-delimited questions."""
