"""From a mutation's input to its answer."""
