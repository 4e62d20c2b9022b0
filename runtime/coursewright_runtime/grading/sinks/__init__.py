"""Where results go: gradebooks, platforms, learners."""
