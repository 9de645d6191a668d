"""The view of assessments."""
