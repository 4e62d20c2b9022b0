"""The grading engine: runs a submission behind walls and says what each test yielded."""
