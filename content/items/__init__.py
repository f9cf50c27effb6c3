"""Items, their numbered editions, checks, editing and finding for staff."""
