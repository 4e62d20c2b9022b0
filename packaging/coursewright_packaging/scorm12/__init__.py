"""SCORM 1.2 content packages."""
