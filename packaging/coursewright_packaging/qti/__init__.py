"""Questions as QTI 1.2: Canvas's own dialect, and the Common Cartridge 1.1 profile."""
