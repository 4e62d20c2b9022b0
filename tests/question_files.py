"""Tab-delimited questions with one fault each, and the rule that catches it."""

from __future__ import annotations

__all__ = ["TEXT_FAULTS"]

MANY_GAPS = "".join(f"[v{n}]" for n in range(11))
MANY_ANSWERS = "\t\t".join(f"v{n}\tx" for n in range(11))
TEXT_FAULTS = [
    ("question-file-is-utf-8", b"TF\tCaf\xe9\ttrue\n"),
    ("question-file-is-utf-8", b"\xef\xbb\xbfTF\tWet\ttrue\n"),
    ("question-file-is-utf-8", b"TF\tWet\x0b\ttrue\n"),
    ("question-file-has-no-blank-lines", b"TF\tWet\ttrue\n\nTF\tDry\tfalse\n"),
    ("question-line-starts-with-keyword", b"Question\tWet\ttrue\n"),
    ("question-line-suits-ultra", b"ORD\tSort\ta\tb\n"),
    ("question-file-is-short-enough", b"TF\tWet\ttrue\n" * 251),
    ("question-line-has-its-fields", b"TF\n"),
    ("question-line-has-its-fields", b"MC\tPick\ta\tcorrect\tb\n"),
    ("question-line-has-its-fields", b"MAT\tMatch\ta\n"),
    ("question-line-has-its-fields", b"FIB\tWord\t\n"),
    ("question-line-has-its-fields", b"NUM\tPi\n"),
    ("question-line-has-answer-key", b"TF\tWet\tyes\n"),
    ("question-line-has-answer-key", b"MC\tPick\ta\tincorrect\tb\tincorrect\n"),
    ("question-line-has-answer-key", b"MC\tPick\ta\tcorrect\tb\tcorrect\n"),
    ("question-line-has-answer-key", b"MA\tPick\ta\tright\n"),
    ("question-line-has-answer-key", b"NUM\tPi\tabout 3\n"),
    ("question-line-variables-stand-in-question", b"FIB_PLUS\tThe [a]\ta\tx\t\tb\ty\n"),
    ("question-line-is-within-limits", b"FIB\tWord" + b"\tx" * 101 + b"\n"),
    (
        "question-line-is-within-limits",
        f"FIB_PLUS\t{MANY_GAPS}\t{MANY_ANSWERS}\n".encode(),
    ),
]
