"""The change log: what became public or stopped being so, written with the change itself."""
