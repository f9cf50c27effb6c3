"""People, units, the audit trail and the health of the site."""
