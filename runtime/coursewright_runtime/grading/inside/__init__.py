"""What runs behind the walls. It imports the standard library; pytest and IPython only late."""
