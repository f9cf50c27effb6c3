"""Message catalogues, one folder per language, and how they are made ready to use."""
