"""How an edition moves from draft to public and out again."""
