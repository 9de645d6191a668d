"""The invented cooperatives: the same everywhere, and sound enough to be scored."""
