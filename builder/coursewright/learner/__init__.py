"""Python files that learners get beside a lab's notebook; they keep to Python 3.9."""
