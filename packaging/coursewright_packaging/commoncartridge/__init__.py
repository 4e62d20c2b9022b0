"""Common Cartridge 1.1: what every cartridge must hold, Canvas's own included."""
