"""How work is done: cached by content, spread over processes, staged, and published atomically."""
