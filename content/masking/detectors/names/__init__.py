"""Names of natural persons: a lattice for prose, slots behind labels, lists and tables, and later references."""
