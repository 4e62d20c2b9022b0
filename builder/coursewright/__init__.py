"""Coursewright: one course directory in, every learning platform out."""
