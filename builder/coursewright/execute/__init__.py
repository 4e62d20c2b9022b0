"""Notebooks executed on fresh kernels, and what that says about them."""
