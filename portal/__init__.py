"""The web: pages, forms, words, languages, commands."""
