"""What citizens send in about what they read (我要纠错), and how a unit answers through review."""
