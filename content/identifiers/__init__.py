"""Numbers with a shape of their own: pure checks and normal forms, one file each."""
