"""Archives for instructors only: labs as authored, with solutions and hidden tests."""
