"""One file per engine; each gives the same sets, totals and facets."""
