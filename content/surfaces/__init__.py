"""Brings each kept copy of the public view up to date from the change log."""
