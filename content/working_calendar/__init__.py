"""Which days are worked, when something is due, and why that day."""
