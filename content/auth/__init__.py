"""Who people are, which unit they work for and what they may do."""
