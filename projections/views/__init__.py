"""The read models, a folder each: its table, how events change it, and its questions."""
