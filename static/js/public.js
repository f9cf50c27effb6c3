// Extras for public pages; written below.
