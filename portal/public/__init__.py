"""Pages for anyone. They never open the session."""
