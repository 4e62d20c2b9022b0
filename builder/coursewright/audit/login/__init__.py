"""Sign in before an audit, by the steps of a file, and keep what was typed out of the reports."""
