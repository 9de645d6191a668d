"""Lists and pages of views."""
