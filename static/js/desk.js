// Extras for the desk; written below.
