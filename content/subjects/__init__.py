"""Whom a record is about: companies by unified code, persons by a keyed digest; names, merges and splits."""
