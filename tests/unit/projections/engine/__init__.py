"""What moves the views."""
