"""From an uploaded sheet to a batch of records: mapping, staging, faults, undoing."""
