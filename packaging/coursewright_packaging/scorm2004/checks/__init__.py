"""The rules of a finished package, one file per subject; `verify` puts them in order."""
