"""同义词: words of the trade that mean the same to whoever searches, as rows with their source."""
