"""`dist/reports/accessibility.*`: for people, for machines, and for those who decide."""
