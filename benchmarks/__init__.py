"""Measurements, run by `make bench`. Everything is compared inside one run: read the ratios, not the milliseconds."""
