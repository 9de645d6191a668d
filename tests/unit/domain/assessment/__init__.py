"""The rules of an assessment, from opening to objection."""
