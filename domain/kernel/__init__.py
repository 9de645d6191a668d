"""What every subject is made of: events, the log's words, refusals, texts, actors, identifiers."""
