"""What a package of any kind means: its things, by id, and what differs between two packages."""
