"""A full-text library for Chinese public records. Knows nothing of items, people or the web."""
