"""机构调整: units renamed, merged and split, with everything that hangs on them handed over at once."""
