"""The two-way proof: a lab's solution earns full marks, and its untouched release nothing."""
