"""What follows the log beside the views."""
