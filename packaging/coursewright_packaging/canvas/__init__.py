"""Canvas course packages (.imscc): Common Cartridge 1.1 with Canvas's extensions."""
