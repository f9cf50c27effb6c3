"""The units' desk: write, submit, review, publish, withdraw."""
