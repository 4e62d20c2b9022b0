"""JSON Schemas of every file that Coursewright reads or writes, and their loader."""
