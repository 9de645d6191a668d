"""Questions to views: lists, conditions, pages."""
