"""Files that go with an item: told apart by content, read wholly, scanned, cleaned and kept."""
