"""What became of the checks that compute every score again, in a table of their own."""
