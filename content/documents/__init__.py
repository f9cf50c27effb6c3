"""Papers in official layout: docx made of plain values. Knows nothing of items, units or figures."""
