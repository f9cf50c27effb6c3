"""Targets and how they are counted."""
