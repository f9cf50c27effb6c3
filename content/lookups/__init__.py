"""应用台账: credit look-ups by staff, each with its purpose and as a row of the ledger. No certificate is made."""
