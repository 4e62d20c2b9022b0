"""One file per learning platform; each maps a Publication to the input of a format writer."""
