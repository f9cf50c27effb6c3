"""通报 and summaries: the boards' own numbers as facts of a month, quarter, half-year or year."""
