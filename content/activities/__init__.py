"""Trainings, campaigns and honours: what was held, for how many, and who agreed to be praised by name."""
