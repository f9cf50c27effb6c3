"""What sorts of items there are: one data file per kind, and the reader of such files."""
