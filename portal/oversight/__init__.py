"""The bureau's view over every unit."""
