"""Guides for each role of the desk: short texts beside the code that they explain, read at start."""
