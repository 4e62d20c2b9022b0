"""Pages in a real browser: what bars people with disabilities, found by axe-core and by rules."""
