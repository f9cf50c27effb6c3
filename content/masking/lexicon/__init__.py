"""What the language knows: words, surnames and the characters of given names, with how common each is."""
