"""What follows from a rating, a listing or a commitment: copies, inspections, samples and registers."""
