"""Files that are taken in, under the digest of their bytes."""
