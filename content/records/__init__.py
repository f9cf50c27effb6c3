"""Credit records: what their values may be, how a row is checked, what tells two of them apart."""
