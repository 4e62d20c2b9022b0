"""The two frozen states of a course: `Course` (what the author wrote) and `Publication` (compiled).

Both are made of the same items, generic in the text they carry: `Source` before compiling,
`coursewright_packaging.vocabulary.text.Rich` after.
"""
