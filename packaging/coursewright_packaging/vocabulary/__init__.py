"""Words that every format shares: rich text, questions, rubrics, outcomes. No format, no course."""
