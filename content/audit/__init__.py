"""What happened, in order, so that nobody can alter it unseen."""
