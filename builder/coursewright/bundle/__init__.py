"""What the lab service gets of a course: the runtime bundle with each lab's grader side."""
