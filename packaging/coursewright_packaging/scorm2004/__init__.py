"""SCORM 2004 packages, 4th and 3rd edition: written by `write`, judged by `verify`."""
