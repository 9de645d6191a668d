"""The view of registrations."""
