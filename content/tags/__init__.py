"""What an item belongs to besides its column: a campaign, a Xinyi+ scene, a level and a field of rules."""
