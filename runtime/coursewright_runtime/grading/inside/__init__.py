"""What runs behind the walls: only the standard library is imported here, pytest and IPython late."""
