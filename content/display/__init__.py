"""What the public sees, and how long."""
