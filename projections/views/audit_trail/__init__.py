"""The view of audit trail."""
