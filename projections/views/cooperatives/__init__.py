"""The view of cooperatives."""
