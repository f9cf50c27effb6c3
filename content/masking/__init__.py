"""Personal data in administrative prose: what it is, where it stands, and its public form."""
