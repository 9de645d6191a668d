"""Health assessments, as the API shows and changes them."""
