"""What the site as a whole does or leaves, as rows with their source: the newest of a name holds, older ones stay."""
