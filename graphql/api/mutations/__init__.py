"""From a mutation's input to its answer: declarations, one pipeline, answers and refusals."""
