def test_x():
    """The learner's x."""
    from student_solution import x

    assert x == 1
