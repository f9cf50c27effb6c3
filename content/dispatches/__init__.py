"""报送: what was sent on to the provincial site, the bureau's site and 公众号, and what became of it there."""
